import { indexOf } from '../facts/index-of.ts';
import type { CountsSite, CountsTogether, Difference, Rewrite, TextEdit } from '../vocabulary/rewrite.ts';
import { countHolder, type CountHolder } from './count-holder.ts';
import { asStatements, inOneWait, type CountsPlace } from './counts-place.ts';
import { importsFor } from './imports.ts';
import { freeNames } from './names.ts';
import { lineIndent, reindented, styleOf } from './style.ts';

/** Counts of the same rows, one after the other or in one `Promise.all` → one query, and a constant for each number. */
export function countTogether({ rewrites, queries, by }: CountsSite): Rewrite | undefined {
  const [first] = queries;
  if (!first || queries.length < 2) return undefined;
  const { facts, text } = first;
  const imports = importsFor(facts, text);
  const together = rewrites.countTogether?.(queries, by, imports.names);
  const calls = queries.map(({ call }) => call);
  if (!together) return undefined;
  const place = inOneWait(facts, text, calls, rewrites.transactions) ?? asStatements(facts, text, calls);
  const holders = place?.holders.map((held, at) => countHolder(facts, held, together.came[at]!));
  if (!place || !holders?.every(held => held !== undefined)) return undefined;
  const free = freeNames(facts, indexOf(facts).fnAt(facts.exprs[first.call]!.at));
  const differences: Difference[] = [...(together.loose ? ['value-compare' as const] : []), ...(rewrites.unproven ? ['unproven' as const] : [])];
  return { name: 'count-together', edits: [...imports.edits(), ...written(text, facts.exprs[first.call]!.at, place, together, holders, free), ...holders.flatMap(({ name, reads }) => reads.map(({ at, end }): TextEdit => ({ at, end, text: name })))], differences };
}

function written(text: string, first: number, place: CountsPlace, together: CountsTogether, holders: readonly CountHolder[], free: (wanted: string) => string): readonly TextEdit[] {
  const { newline, semicolon, parameter } = styleOf(text);
  const names = holders.map(({ name }) => name);
  const query = place.whole ? reindented(together.query(names), lineIndent(text, first), place.indent) : together.query(names);
  // A row goes into the constants by their names.
  if (together.gives === 'row') return place.edits(`{ ${names.join(', ')} }`, query, '');
  const given = free('counts');
  const lines = names.map((name, at) => `${newline}${place.indent}const ${name} = ${together.number(given, name, at, parameter)}${semicolon}`);
  return place.edits(together.gives === 'rows' ? `[${given}]` : given, query, lines.join(''));
}
