import { indexOf } from '../facts/index-of.ts';
import type { E, ModuleFacts, Path } from '../vocabulary/ir.ts';
import type { AnswerSite, Rewrite } from '../vocabulary/rewrite.ts';
import { waitForAll } from './promise-all.ts';

/** `(await read())[0]` → the same of a read of one row, also through a constant. */
export function firstRow({ written, rewrites }: AnswerSite): Rewrite | undefined {
  const { facts, call } = written;
  const first = givesFirst(facts, call) ? rewrites.firstRow?.(written) : undefined;
  return first && { name: 'first-row', edits: first.edits, differences: [...(first.total ? [] : ['row-order' as const]), ...(rewrites.unproven ? ['unproven' as const] : [])] };
}

/** Whether nothing but the first element of what a call gives is read, and how many there are. */
function givesFirst(facts: ModuleFacts, call: E): boolean {
  const { parent } = indexOf(facts);
  const around = parent[call] ?? -1;
  if (around >= 0 && facts.exprs[around]!.k === 'await') return (parent[around] ?? -1) >= 0 ? isFirstOf(facts, around) : isHeld(facts, around, []);
  const all = waitForAll(facts, call);
  return all !== undefined && isHeld(facts, all.wait, [all.items.indexOf(call)]);
}

/** Whether the constants that hold the part of `e` at `path` hold its first element, or are read for nothing else. */
function isHeld(facts: ModuleFacts, e: E, path: Path): boolean {
  const holders = facts.vars.flatMap((held, v) => held.defs.flatMap(def => (def.e === e && path.every((step, at) => def.path[at] === step) ? [{ held, v, rest: def.path.slice(path.length) }] : [])));
  return (
    holders.length > 0 &&
    holders.every(({ held, v, rest }) => {
      if (held.kind !== 'const' || held.defs.length !== 1 || facts.exports.some(each => each.v === v)) return false;
      return rest.length > 0 ? rest[0] === 0 : indexOf(facts).usesOf(v).every(use => isFirstOf(facts, use) || isTested(facts, use));
    })
  );
}

/** `rows[0]`, `rows.at(0)` apart; `rows.length` says whether there are any, as was asked before. */
function isFirstOf(facts: ModuleFacts, e: E): boolean {
  const read = facts.exprs[indexOf(facts).parent[e] ?? -1];
  if (read?.k !== 'get' || read.of !== e) return false;
  const key = read.key === undefined ? undefined : facts.exprs[read.key]!;
  return read.name === 'length' || (key?.k === 'lit' && key.v === 0);
}

/** `!rows`, `rows && …`, `rows ? … : …`. */
function isTested(facts: ModuleFacts, e: E): boolean {
  const around = facts.exprs[indexOf(facts).parent[e] ?? -1];
  return (around?.k === 'op' && around.op === '!') || (around?.k === 'choice' && (around.test === e || (around.test === undefined && around.op === '&&' && around.of[0] === e)));
}
