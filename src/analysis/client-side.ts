import { calledName } from '../facts/called-name.ts';
import { functionsAround } from '../facts/functions-around.ts';
import { orms } from '../orms/index.ts';
import type { Manifest } from '../project/manifests.ts';
import type { F, ModuleFacts } from '../vocabulary/ir.ts';
import type { ModuleId } from '../vocabulary/value.ts';

/** Nothing in it can be matched in two ways: a text of many comments that is no such file is told in one go. */
const USE_CLIENT = /^(?:\s|\/\/[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*(['"])use client\1/;

const JSX = /\.[jt]sx$/;
const REACT = /\bfrom\s*["']react["']|\brequire\(\s*["']react["']\s*\)/;
/**
 * Hooks that a component of the server may call: React's without a state (https://react.dev/reference/rsc/server-components)
 * and next-intl's (https://next-intl.dev/docs/environments/server-client-components).
 */
const OF_SERVER = String.raw`(?!(?:Id|Memo|Callback|DebugValue|Translations|Formatter|Locale|Messages|Now|TimeZone)\b)`;
const HOOK = new RegExp(String.raw`\buse${OF_SERVER}[A-Z]\w{0,60}\s*(?:<[^()]{0,300}>)?\(`);
const HOOK_NAME = new RegExp(`^use${OF_SERVER}[A-Z]`);
/** Frameworks whose components and services run in the browser, or render there what the server gives: a module that imports one is of these. */
const FRAMEWORK = /\bfrom\s*["'](?:@angular\/(?!ssr|platform-server)[\w/-]{1,60}|vue|vue-router|pinia|svelte(?:\/[\w-]{1,60})?|solid-js)["']/;
const FRAMEWORKS: readonly string[] = ['react', '@angular/core', 'vue', 'svelte', 'solid-js'];
/** What the frameworks take out of a module of components for the server: of Next, React Router and Remix, TanStack Start; and components that only a server can run. */
const ON_THE_SERVER =
  /\bexport\s+(?:async\s+)?(?:const|let|var|function)\s*\*?\s*(?:loader|action|middleware|getServerSideProps|getStaticProps|getStaticPaths|generateMetadata|generateStaticParams|GET|POST|PUT|PATCH|DELETE)\b|\bexport\s*\{[^}]{0,2000}\b(?:loader|action|middleware|getServerSideProps|getStaticProps|getStaticPaths)\b|\bexport\s+default\s+async\b|["']use server["']|\bgetInitialProps\b|\bcreate(?:Server|API)\w*\(|\bloader\s*[:(]|["']react-dom\/server|["']server-only["']/;
/** Where components may run beside a database: on a device, or in a terminal. */
const ON_DEVICE = /^(?:react-native|expo|electron|ink|@tauri-apps\/.*|@capacitor\/.*)$/;

/**
 * Whether a file runs in the browser: what it calls of the server is a request of its own, whatever that request asks the database.
 * It says so itself, or it is a module of components, with nothing for the server beside them.
 */
export function isClientSide(path: string, text: string, manifests: () => readonly Manifest[]): boolean {
  return USE_CLIENT.test(text) || (isOfComponents(path, text) && !ON_THE_SERVER.test(text) && !runBesideDatabase(manifests()));
}

function isOfComponents(path: string, text: string): boolean {
  return ((JSX.test(path) || REACT.test(text)) && HOOK.test(text)) || FRAMEWORK.test(text);
}

/** Whether a function of a module is a component or a hook of React that runs in the browser, or stands in one: beside what the module has for the server. */
export function isInComponent(m: ModuleId, facts: ModuleFacts, f: F, manifests: () => readonly Manifest[]): boolean {
  let found = kept.get(facts);
  if (!found) kept.set(facts, (found = JSX.test(m) || facts.imports.some(({ from }) => from === 'react') ? componentsIn(facts) : NONE));
  if (found.size === 0) return false;
  for (const around of functionsAround(facts, f)) if (found.has(around)) return !runBesideDatabase(manifests());
  return false;
}

const kept = new WeakMap<ModuleFacts, ReadonlySet<F>>();
const NONE: ReadonlySet<F> = new Set<F>();

/** The functions that call a hook. One that waits is a component of the server, and no hook. */
function componentsIn(facts: ModuleFacts): ReadonlySet<F> {
  return new Set(facts.sites.flatMap(({ e, region }) => {
    const call = facts.exprs[e]!;
    const f = facts.regions[region]!.fn;
    return call.k === 'call' && f !== 0 && facts.fns[f]!.async !== true && HOOK_NAME.test(calledName(facts, call.callee) ?? '') ? [f] : [];
  }));
}

/**
 * Whether components run beside a database of theirs, as the nearest manifest says that has the framework: the root of a workspace
 * has what any of its packages needs.
 */
function runBesideDatabase(manifests: readonly Manifest[]): boolean {
  const own = manifests.find(({ dependencies }) => FRAMEWORKS.some(name => dependencies.has(name)));
  return (own ? [own] : manifests).some(hasDatabaseOnDevice);
}

/** Asked for each place in a component: a manifest is gone through once. */
function hasDatabaseOnDevice(manifest: Manifest): boolean {
  let known = onDevice.get(manifest);
  if (known === undefined) {
    const { dependencies } = manifest;
    known = orms.some(({ packages }) => packages.some(name => dependencies.has(name))) && [...dependencies].some(name => ON_DEVICE.test(name));
    onDevice.set(manifest, known);
  }
  return known;
}

const onDevice = new WeakMap<Manifest, boolean>();
