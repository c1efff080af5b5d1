import { indexOf } from '../facts/index-of.ts';
import { baseVar } from '../facts/assignments.ts';
import type { LoopSite, Rewrite } from '../vocabulary/rewrite.ts';
import { isWithin } from '../facts/within.ts';
import { loopShape, runsThrough } from './loop-shape.ts';
import { styleOf } from './style.ts';

/**
 * `const rows = []; for (…) { rows.push(await read(key)); }` → `const rows = await Promise.all(list.map(… => read(key)));`, where the ORM
 * makes one statement of the calls of one tick.
 */
export function oneTick(site: LoopSite): Rewrite | undefined {
  const { written: { facts, text, call }, loop, wait } = site;
  const shape = loopShape(site);
  if (!shape || !site.rewrites.mergesTick?.(site.written) || !runsThrough(site)) return undefined;
  const index = indexOf(facts);
  const push = facts.exprs[index.parent[wait] ?? -1];
  const callee = push?.k === 'call' ? facts.exprs[push.callee]! : undefined;
  if (push?.k !== 'call' || callee?.k !== 'get' || callee.name !== 'push' || callee.optional || push.args.length !== 1 || push.args[0]?.spread) return undefined;
  const region = facts.regions[loop]!;
  const over = region.k === 'of' ? facts.exprs[region.over]! : undefined;
  const list = facts.exprs[callee.of]!.k === 'var' ? baseVar(facts, callee.of) : undefined;
  const held = list === undefined ? undefined : facts.vars[list]!;
  const made = held?.defs.length === 1 && held.kind === 'const' && held.defs[0]!.how === 'init' ? held.defs[0]!.e : undefined;
  const literal = made === undefined ? undefined : facts.exprs[made]!;
  if (!over || literal?.k !== 'array' || literal.items.length > 0) return undefined;
  // The list is declared directly before the loop, and the loop does nothing but fill it.
  const between = /^(?:\s+as\s+const)?[ \t]*;?\s*$/.test(text.slice(literal.end, region.at));
  const alone = /^\s*\)\s*\{?\s*$/.test(text.slice(over.end, push.at)) && /^\s*;?\s*\}?$/.test(text.slice(push.end, region.end));
  const same = !facts.exprs.some((expr, e) => expr.k === 'var' && expr.v === list && isWithin(expr, facts.exprs[call]!) && e !== callee.of);
  if (!between || !alone || !same || !/\[\s*\]/.test(text.slice(literal.at, literal.end))) return undefined;
  const { at, end } = facts.exprs[call]!;
  const { semicolon, parameter } = styleOf(text);
  return {
    name: 'one-tick',
    edits: [{ at: literal.at, end: region.end, text: `await Promise.all(${shape.over}.map(${parameter(shape.head)} => ${text.slice(at, end)}))${semicolon}` }],
    differences: [],
  };
}
