import type { F, ModuleFacts, R, Region } from '../vocabulary/ir.ts';

/** A region and those around it, innermost first, up to the body of its function; with `within`, only those that stand inside of it. */
export function* enclosing(facts: ModuleFacts, r: R, within?: R): Generator<R> {
  for (let at: R | undefined = r; at !== undefined && at !== within; at = facts.regions[at]?.parent) yield at;
}

/** The same through the functions that they stand in, up to the body of function `top`, or of the module. */
export function* enclosingThrough(facts: ModuleFacts, r: R, top?: F): Generator<R> {
  for (let at: R | undefined = r; at !== undefined; ) {
    yield at;
    const { parent, fn } = regionAt(facts, at);
    at = parent ?? (fn === top ? undefined : facts.fns[fn]!.outerRegion);
  }
}

/** Whether a region is `ancestor` or stands inside it, within the same function. */
export function isInside(facts: ModuleFacts, r: R, ancestor: R): boolean {
  for (const at of enclosing(facts, r)) if (at === ancestor) return true;
  return false;
}

/** Whether a region is the body of a loop. */
export function isLoop({ k }: Region): boolean {
  return k === 'for' || k === 'of' || k === 'in' || k === 'await-of' || k === 'while' || k === 'do';
}

/** The function a region belongs to. */
export function fnOfRegion(facts: ModuleFacts, r: R): F {
  return regionAt(facts, r).fn;
}

function regionAt(facts: ModuleFacts, r: R): Region {
  const region = facts.regions[r];
  if (region === undefined) throw new RangeError(`no region ${r}`);
  return region;
}
