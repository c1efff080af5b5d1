import { isWithin } from '../facts/within.ts';
import type { Difference, LoopSite, Rewrite } from '../vocabulary/rewrite.ts';
import { editedText } from './edits.ts';
import { importsFor } from './imports.ts';
import { fitsOneStatement, isNumber, keysText } from './keys-text.ts';
import { keyType } from './key-type.ts';
import { isKeyOfHead, isPlainKey, isSameOutside, isWholeBody, loopShape, runsThrough } from './loop-shape.ts';
import { replaceLoop } from './replace-loop.ts';

/** `for (…) await update(key, same)` → one update of all keys, and so for deletes. */
export function writeKeys(site: LoopSite): Rewrite | undefined {
  const { facts, text, call } = site.written;
  const imports = importsFor(facts, text);
  const write = site.kind === 'driven' && site.samePayload ? site.rewrites.writeKeys?.(site.written, imports.names) : undefined;
  const shape = loopShape(site);
  if (!write || !shape || !isWholeBody(site) || !runsThrough(site) || !isSameOutside(site, write.key)) return undefined;
  if (!isPlainKey(facts, write.key) || !isKeyOfHead(facts, write.key, site.loop)) return undefined;
  const { at, end } = facts.exprs[call]!;
  const query = editedText(text, at, end, write.edits(keysText(site, shape, write.key)));
  const differences: Difference[] = [
    ...(site.transaction && !standsInTry(site) ? [] : ['all-or-nothing' as const]),
    ...(write.hooks ? ['hooks' as const] : []),
    ...(write.lenient ? ['missing-rows' as const] : []),
    ...(isNumber(keyType(site, write.key)) ? [] : ['missing-keys' as const]),
    ...(writesConstants(site) ? [] : ['repeated-keys' as const]),
    ...(fitsOneStatement(site) ? [] : ['many-keys' as const]),
    ...(site.rewrites.unproven ? ['unproven' as const] : []),
  ];
  return { name: 'write-keys', edits: [...imports.edits(), replaceLoop(site, shape, query, write.refusesNone)], differences };
}

/** Whether all that is written is written out: nothing is added to what a row holds, and nothing is asked for again. */
function writesConstants({ written: { facts, query } }: LoopSite): boolean {
  if (query.operation === 'delete') return true;
  const assignments = query.payload?.assignments ?? [];
  return !query.payload?.open && assignments.length > 0 && assignments.every(({ value }) => ['lit', 'undef'].includes(facts.exprs[value.e]?.k ?? ''));
}

/** Whether an error of the loop is caught in the function that it stands in. */
function standsInTry({ written: { facts }, loop }: LoopSite): boolean {
  const region = facts.regions[loop]!;
  return facts.regions.some(each => each.k === 'try' && each.fn === region.fn && isWithin(region, each));
}
