import type { At, E, ModuleFacts } from '../vocabulary/ir.ts';
import type { TextEdit } from '../vocabulary/rewrite.ts';
import { propertyOf } from './properties.ts';

/** One call of a chain: `.name(args)`. */
export type ChainLink = { readonly call: E; readonly name: string; readonly nameAt: At; readonly args: readonly E[] };

/** `root.a(…).b(…)`. */
export type Chain = { readonly root: E; readonly links: readonly ChainLink[] };

/** The chain of calls that ends with `call`; nothing where a link is optional, computed, or takes a spread. */
export function chainOf(facts: ModuleFacts, call: E): Chain | undefined {
  const links: ChainLink[] = [];
  let at = call;
  for (;;) {
    const expr = facts.exprs[at]!;
    if (expr.k !== 'call') break;
    const callee = facts.exprs[expr.callee]!;
    if (callee.k !== 'get') break;
    if (expr.new || expr.optional || expr.tagged || callee.optional || callee.name === undefined || expr.args.some(arg => arg.spread)) return undefined;
    links.unshift({ call: at, name: callee.name, nameAt: callee.nameAt, args: expr.args.map(arg => arg.e) });
    at = callee.of;
  }
  return links.length > 0 ? { root: at, links } : undefined;
}

/** Whether the chain has exactly the calls of these names, in this order. */
export function isChainOf({ links }: Chain, ...names: readonly string[]): boolean {
  return links.length === names.length && links.every(({ name }, at) => name === names[at]);
}

/** The change that calls another method. */
export function renamed({ name, nameAt }: ChainLink, to: string): TextEdit {
  return { at: nameAt, end: nameAt + name.length, text: to };
}

/** The change that puts other text in place of an expression. */
export function replaced(facts: ModuleFacts, e: E, text: string): TextEdit {
  const { at, end } = facts.exprs[e]!;
  return { at, end, text };
}

/** The change that leaves a call of a chain out. */
export function leftOut(facts: ModuleFacts, chain: Chain, link: ChainLink): TextEdit {
  const before = chain.links[chain.links.indexOf(link) - 1];
  return { at: facts.exprs[before?.call ?? chain.root]!.end, end: facts.exprs[link.call]!.end, text: '' };
}

/** The change that adds calls behind one of a chain, on lines of their own where that one has one. */
export function followedBy({ facts, text }: Written, link: ChainLink, ...calls: readonly string[]): TextEdit {
  const { end } = facts.exprs[link.call]!;
  return { at: end, end, text: calls.map(call => `${lineOf({ facts, text }, link)}.${call}`).join('') };
}

type Written = { readonly facts: ModuleFacts; readonly text: string };

/** The white space before a call of a chain that stands on a line of its own. */
export function lineOf({ facts, text }: Written, { call, nameAt }: ChainLink): string {
  const made = facts.exprs[call]!;
  const callee = made.k === 'call' ? facts.exprs[made.callee]! : undefined;
  const before = callee?.k === 'get' ? text.slice(facts.exprs[callee.of]!.end, nameAt) : '';
  return /^(\s*\n[ \t]*)\.$/.exec(before)?.[1] ?? '';
}

/** The change that calls another method with other arguments in place of a call of a chain. */
export function calledAs(facts: ModuleFacts, { call, nameAt }: ChainLink, text: string): TextEdit {
  return { at: nameAt, end: facts.exprs[call]!.end, text };
}

/** Whether every call of a chain is of one of these names. */
export function hasOnlyCalls({ links }: Chain, names: ReadonlySet<string>): boolean {
  return links.every(({ name }) => names.has(name));
}

/** The string that an argument is. */
export function stringAt(facts: ModuleFacts, e: E | undefined): string | undefined {
  const expr = e === undefined ? undefined : facts.exprs[e]!;
  return expr?.k === 'lit' && typeof expr.v === 'string' ? expr.v : undefined;
}

/** Whether an expression names a value that may differ from round to round: no literal, no object, no call. */
export function isNamed(facts: ModuleFacts, e: E): boolean {
  const { k } = facts.exprs[e]!;
  return k === 'var' || k === 'get';
}

/** The number that is given as an option of that name, or to a call of that name in the chain: `take: 100`, `.limit(100)`. */
export function numberGiven(facts: ModuleFacts, call: E, name: string): number | undefined {
  const { links } = chainOf(facts, call) ?? { links: [] };
  const given = links.flatMap(link => [...(link.name === name ? link.args.slice(0, 1) : []), ...link.args.flatMap(arg => propertyOf(facts, arg, name) ?? [])]);
  const [only, more] = given.map(e => facts.exprs[e]!);
  return more === undefined && only?.k === 'lit' && typeof only.v === 'number' ? only.v : undefined;
}
