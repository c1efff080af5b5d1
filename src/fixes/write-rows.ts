import { propertiesOf } from '../facts/properties.ts';
import { isWithin } from '../facts/within.ts';
import type { E } from '../vocabulary/ir.ts';
import type { Difference, LoopSite, Rewrite } from '../vocabulary/rewrite.ts';
import { editedText } from './edits.ts';
import { importsFor } from './imports.ts';
import { keyType } from './key-type.ts';
import { isKeyOfHead, isSameOutside, isWholeBody, loopShape, runsThrough } from './loop-shape.ts';
import { replaceLoop } from './replace-loop.ts';
import { styleOf } from './style.ts';

/** `for (…) await insert(row)` → one insert of all rows. */
export function writeRows(site: LoopSite): Rewrite | undefined {
  const { facts, text, call } = site.written;
  const imports = importsFor(facts, text);
  const write = site.kind === 'driven' ? site.rewrites.writeRows?.(site.written, imports.names) : undefined;
  const shape = loopShape(site);
  if (!write || !shape || !isWholeBody(site) || !runsThrough(site) || !isSameOutside(site, write.row) || !isKeyOfHead(facts, write.row, site.loop)) return undefined;
  const row = facts.exprs[write.row]!;
  const written = text.slice(row.at, row.end);
  const whole = row.k === 'var' && row.v === shape.element;
  // A row that calls something (an id, a time) is made in the same order, before the first is written.
  const rows = whole ? `[...${shape.over}]` : `${shape.over}.map(${styleOf(text).parameter(shape.head)} => ${row.k === 'object' ? `(${written})` : written})`;
  const { at, end } = facts.exprs[call]!;
  const query = editedText(text, at, end, write.edits(rows));
  const differences: Difference[] = [
    ...(site.transaction ? [] : ['all-or-nothing' as const]),
    ...(write.hooks ? ['hooks' as const] : []),
    ...(site.rewrites.fillsDefaults || namesAllColumns(site, write.row) ? [] : ['left-out-columns' as const]),
    ...(site.rewrites.splits ? [] : ['many-keys' as const]),
    ...(site.rewrites.unproven ? ['unproven' as const] : []),
  ];
  if (facts.exprs.some(expr => (expr.k === 'await' || expr.k === 'yield') && isWithin(expr, row))) return undefined;
  return { name: 'write-rows', edits: [...imports.edits(), replaceLoop(site, shape, query, write.refusesNone)], differences };
}

/** Whether every row is written with the same columns, none of them `undefined`. */
function namesAllColumns(site: LoopSite, row: E): boolean {
  const { facts } = site.written;
  const properties = propertiesOf(facts, row);
  return properties?.every(({ value }) => facts.exprs[value]!.k === 'lit' || keyType(site, value)?.nullable === false) ?? false;
}
