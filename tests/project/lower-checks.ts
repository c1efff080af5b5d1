import { Visitor, type Program } from 'oxc-parser';
import { childrenOf } from '../../src/facts/children.ts';
import type { ModuleFacts } from '../../src/vocabulary/ir.ts';

type Span = { start: number; end: number };

/** What is wrong with the facts of a file; nothing, for sound facts. */
export function problemsOf(facts: ModuleFacts, program: Program, text: string): string[] {
  return [...compareCalls(facts, program), ...names(facts, text), ...ranges(facts), ...tree(facts), ...parents(facts), ...json(facts)].slice(0, 10);
}

function compareCalls(facts: ModuleFacts, program: Program): string[] {
  const seen = { call: new Map<string, number>(), await: new Map<string, number>() };
  const count = (into: Map<string, number>) => (node: Span) => void into.set(`${node.start}-${node.end}`, (into.get(`${node.start}-${node.end}`) ?? 0) + 1);
  const call = count(seen.call);
  new Visitor({ CallExpression: call, NewExpression: call, TaggedTemplateExpression: call, ImportExpression: call, AwaitExpression: count(seen.await) }).visit(program);
  const problems: string[] = [];
  for (const k of ['call', 'await'] as const) {
    const facted = new Map<string, number>();
    for (const expr of facts.exprs) if (expr.k === k) facted.set(`${expr.at}-${expr.end}`, (facted.get(`${expr.at}-${expr.end}`) ?? 0) + 1);
    for (const key of new Set([...seen[k].keys(), ...facted.keys()])) {
      if (seen[k].get(key) !== facted.get(key)) problems.push(`${k} at ${key}: ${seen[k].get(key) ?? 0} in the tree, ${facted.get(key) ?? 0} in the facts`);
    }
  }
  const sites = facts.exprs.filter(expr => expr.k === 'call');
  if (sites.length !== facts.sites.length) problems.push(`${sites.length} calls, ${facts.sites.length} sites`);
  for (const [site, { e, at, end }] of facts.sites.entries()) {
    const expr = facts.exprs[e];
    if (expr?.k !== 'call' || expr.site !== site || expr.at !== at || expr.end !== end) problems.push(`site ${site} is not its call's`);
  }
  return problems;
}

function names(facts: ModuleFacts, text: string): string[] {
  const problems: string[] = [];
  const escaped = (at: number, end: number) => text.slice(at, end).includes('\\');
  for (const [e, expr] of facts.exprs.entries()) {
    if (!(expr.at <= expr.end && expr.end <= text.length)) problems.push(`expr ${e} has the range ${expr.at}-${expr.end}`);
    if (expr.k === 'global' || (expr.k === 'var' && expr.end > expr.at)) {
      const name = expr.k === 'global' ? expr.name : facts.vars[expr.v]?.name;
      if (text.slice(expr.at, expr.end) !== name && !escaped(expr.at, expr.end)) problems.push(`expr ${e} is ${text.slice(expr.at, expr.end)}, not ${name}`);
    }
    if (expr.k === 'get' && expr.key === undefined && !escaped(expr.nameAt, expr.end)) {
      const written = text.slice(expr.nameAt, expr.nameAt + (expr.name ?? '').length);
      if (written !== expr.name && !/^['"`]/.test(written)) problems.push(`get ${e} is ${written}, not ${expr.name}`);
    }
  }
  for (const [v, { name, at }] of facts.vars.entries()) if (text.slice(at, at + name.length) !== name && !escaped(at, at + name.length * 6)) problems.push(`var ${v} is not ${name}`);
  return problems;
}

function ranges(facts: ModuleFacts): string[] {
  const problems: string[] = [];
  const sizes: { [table: string]: number } = { e: facts.exprs.length, v: facts.vars.length, r: facts.regions.length, f: facts.fns.length, c: facts.classes.length };
  const need = (table: string, index: number | undefined, what: string) => {
    if (index !== undefined && !(index >= 0 && index < sizes[table]!)) problems.push(`${what}: no ${table} ${index}`);
  };
  for (const [e, expr] of facts.exprs.entries()) {
    for (const child of childrenOf(expr)) need('e', child, `expr ${e}`);
    if (expr.k === 'var') need('v', expr.v, `expr ${e}`);
    if (expr.k === 'this' || expr.k === 'super') need('f', expr.fn, `expr ${e}`);
    if (expr.k === 'fn') need('f', expr.f, `expr ${e}`);
    if (expr.k === 'class') need('c', expr.c, `expr ${e}`);
  }
  for (const [v, { fn, region, defs }] of facts.vars.entries()) {
    need('f', fn, `var ${v}`);
    need('r', region, `var ${v}`);
    for (const def of defs) {
      need('e', def.e, `def of ${v}`);
      need('e', def.default, `def of ${v}`);
      need('r', def.region, `def of ${v}`);
      need('r', def.loop, `def of ${v}`);
      if (def.how === 'param' && facts.fns[facts.regions[def.region]!.fn]?.params[def.param ?? -1] === undefined) problems.push(`def of ${v}: no param ${def.param}`);
      if (def.how === 'import' && facts.imports[def.import ?? -1]?.local !== v) problems.push(`def of ${v}: import`);
    }
  }
  for (const [r, region] of facts.regions.entries()) {
    need('f', region.fn, `region ${r}`);
    for (const key of ['test', 'on', 'init', 'step', 'over'] as const) if (key in region) need('e', (region as { [key: string]: unknown })[key] as number | undefined, `region ${r} ${key}`);
  }
  for (const [f, fn] of facts.fns.entries()) {
    need('r', fn.body, `fn ${f}`);
    need('r', fn.outerRegion, `fn ${f}`);
    if (facts.regions[fn.body]?.fn !== f) problems.push(`fn ${f}: its body is another's`);
    for (const exit of fn.exits) {
      need('e', exit.value, `exit of ${f}`);
      need('r', exit.to, `exit of ${f}`);
      if (facts.regions[exit.region]?.fn !== f) problems.push(`exit of ${f}: its region is another's`);
    }
  }
  for (const site of facts.sites) need('r', site.region, 'site');
  return problems;
}

function tree(facts: ModuleFacts): string[] {
  const problems: string[] = [];
  for (const [r, { parent, fn, k }] of facts.regions.entries()) {
    if (parent === undefined ? k !== 'body' : parent >= r || facts.regions[parent]?.fn !== fn) problems.push(`region ${r} of fn ${fn} stands in ${parent}`);
  }
  return problems;
}

function parents(facts: ModuleFacts): string[] {
  const seen = new Set<number>();
  const problems: string[] = [];
  for (const expr of facts.exprs) {
    for (const child of childrenOf(expr)) {
      if (seen.has(child)) problems.push(`expr ${child} has two parents`);
      seen.add(child);
    }
  }
  return problems;
}

function json(facts: ModuleFacts): string[] {
  const text = JSON.stringify(facts);
  return JSON.stringify(JSON.parse(text)) === text && !/"(?:e|v|f)":null/.test(text.replace(/"k":"lit","v":null/g, '')) ? [] : ['not plain'];
}
