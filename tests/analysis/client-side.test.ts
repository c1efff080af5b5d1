import { describe, expect, it } from 'vitest';

import { isClientSide } from '../../src/analysis/client-side.ts';
import type { Manifest } from '../../src/project/manifests.ts';
import { check } from './harness.ts';

const manifest = (...dependencies: string[]): Manifest => ({ path: '/app/package.json', dir: '/app', dependencies: new Set(dependencies), aliases: new Map(), json: {} });
const isOnTheWeb = (text: string): boolean => isClientSide('/app/a.ts', text, () => [manifest('react', 'react-dom')]);

describe('files that say that they run in the browser', () => {
  it.each([["'use client';\n"], ['"use client"\nimport x from "y";'], ["/* licence */\n// eslint-disable\n\n'use client';"], ["/***/ /** a * b / c **/ 'use client'"]])('%j', text => {
    expect(isOnTheWeb(text)).toBe(true);
  });
  it.each([['"use server";'], ["import x from 'y'; 'use client';"], ["/* 'use client' */ import x from 'y';"], ["'use client\""], ['']])('not %j', text => {
    expect(isOnTheWeb(text)).toBe(false);
  });
});

describe('modules of components and hooks', () => {
  const component = (beside = ''): string => `import { useState } from 'react';\n${beside}\nexport function Posts() {\n  const [ids] = useState<string[]>([]);\n  return ids.map(id => <Post id={id} />);\n}\n`;

  it('run in the browser', () => {
    expect(isOnTheWeb(component())).toBe(true);
    expect(isOnTheWeb("import * as React from 'react';\nexport const useIds = () => React.useRef(new Set());\n")).toBe(true);
    expect(isOnTheWeb("const { useEffect } = require('react');\nmodule.exports = () => useEffect(() => {});\n")).toBe(true);
  });

  it.each([
    ['a loader', 'export const loader = async () => null;'],
    ['a loader that is named at the end', 'const loader = async () => null;\nexport { loader };'],
    ['an action', 'export async function action() {}'],
    ['what Next asks for first', 'export async function getServerSideProps() {}'],
    ['what Next asks of a page', 'Page.getInitialProps = async () => ({});'],
    ['a function of the server', "async function save() {\n  'use server';\n}"],
    ['a server function of TanStack', 'const load = createServerFn().handler(() => 1);'],
    ['a route with a loader', "export const Route = createFileRoute('/')({ loader: () => 1 });"],
    ['a component that waits', 'export default async function Page() {}'],
    ['what renders', "import { renderToString } from 'react-dom/server';"],
  ])('not beside %s', (_, beside) => {
    expect(isOnTheWeb(component(beside))).toBe(false);
  });

  it('not where they run beside the database', () => {
    expect(isClientSide('/app/a.tsx', component(), () => [manifest('react', 'electron')])).toBe(true);
    for (const name of ['react-native', 'expo', 'electron', 'ink', '@tauri-apps/api']) expect([name, isClientSide('/app/a.tsx', component(), () => [manifest('react', 'typeorm', name)])]).toEqual([name, false]);
  });

  it('also those that take their state from elsewhere, where they are components', () => {
    const text = "import { trpc } from '../trpc';\nexport const Posts = () => trpc.post.list.useQuery().data.map(post => <Post {...post} />);\n";
    expect(isClientSide('/app/a.tsx', text, () => [])).toBe(true);
    expect(isClientSide('/app/a.ts', text, () => [])).toBe(false);
  });

  it('of other frameworks too, with their services', () => {
    expect(isOnTheWeb("import { Injectable } from '@angular/core';\n@Injectable()\nexport class PostsService {}\n")).toBe(true);
    expect(isOnTheWeb("import { ref } from 'vue';\nexport const usePosts = () => ref([]);\n")).toBe(true);
    expect(isOnTheWeb("import { AngularNodeAppEngine } from '@angular/ssr/node';\nexport const engine = new AngularNodeAppEngine();\n")).toBe(false);
    expect(isOnTheWeb("import { Injectable } from '@nestjs/common';\n@Injectable()\nexport class PostsService {}\n")).toBe(false);
  });

  it('as the nearest package says that has the framework', () => {
    const text = "import { Injectable } from '@angular/core';\n";
    expect(isClientSide('/app/web/a.ts', text, () => [manifest('@angular/core'), manifest('electron', 'typeorm')])).toBe(true);
    expect(isClientSide('/app/web/a.ts', text, () => [manifest(), manifest('@angular/core', 'electron', 'typeorm')])).toBe(false);
  });

  it('not what calls no hook, or one that the server has too', () => {
    expect(isOnTheWeb("import { useId } from 'react';\nexport const Field = () => <input id={useId()} />;\n")).toBe(false);
    expect(isOnTheWeb("import { useState } from './state';\nexport const load = () => useState();\n")).toBe(false);
    expect(isOnTheWeb("import { cache } from 'react';\nexport const load = cache(() => 1);\n")).toBe(false);
  });
});

describe('a component beside what its module has for the server', () => {
  const route = (component: string, more: { readonly [path: string]: string } = {}): { readonly [path: string]: string } => ({
    'package.json': '{ "dependencies": { "@prisma/client": "6", "react": "19", "react-dom": "19" } }',
    'src/db.ts': "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();\n",
    'src/posts.ts': "import { prisma } from './db';\nexport const postOf = (id: string) => prisma.post.findMany({ where: { authorId: id } });\n",
    'src/route.tsx': `import { postOf } from './posts';\nimport { useIds } from './ids';\nexport async function loader({ ids }: { ids: string[] }) {\n  return { ids };\n}\n${component}`,
    ...more,
  });
  const COMPONENT = 'export default function Posts() {\n  const ids = useIds();\n  const reload = async () => {\n    for (const id of ids) await postOf(id);\n  };\n  return <button onClick={reload} />;\n}\n';
  const driven = ['src/route.tsx: driven postOf'];
  check([
    { name: 'runs in the browser', code: route(COMPONENT), reports: [] },
    { name: 'near miss: the loader', code: { ...route(COMPONENT), 'src/route.tsx': route(COMPONENT)['src/route.tsx']!.replace('return { ids };', 'const all = [];\n  for (const id of ids) all.push(await postOf(id));\n  return { all };') }, reports: driven },
    { name: 'near miss: a function that calls no hook', code: route(COMPONENT.replace('useIds()', 'idsOf()')), reports: driven },
    { name: 'near miss: a component that waits', code: route(COMPONENT.replace('export default function', 'export default async function')), reports: driven },
    { name: 'near miss: on a device, with the database', code: route(COMPONENT, { 'package.json': '{ "dependencies": { "@prisma/client": "6", "react": "19", "react-native": "0.82" } }' }), reports: driven },
  ]);
});
