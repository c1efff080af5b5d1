import { indexOf } from '../facts/index-of.ts';
import type { CountsSite, CountsTogether, Difference, Rewrite, TextEdit } from '../vocabulary/rewrite.ts';
import { countHolder, type CountHolder } from './count-holder.ts';
import { asStatements, inOneWait, type CountsPlace } from './counts-place.ts';
import { countWithin, statementAround } from './counts-within.ts';
import { importsFor } from './imports.ts';
import { freeNames } from './names.ts';
import { lineIndent, reindented, styleOf } from './style.ts';

/** Counts of the same rows, one after the other, in one `Promise.all` or in one statement → one query, and a constant for each number. */
export function countTogether({ rewrites, queries, names, by }: CountsSite): Rewrite | undefined {
  const [first] = queries;
  if (!first || queries.length < 2) return undefined;
  const { facts, text } = first;
  const imports = importsFor(facts, text);
  const together = rewrites.countTogether?.(queries, by, imports.names);
  if (!together) return undefined;
  const calls = queries.map(({ call }) => call);
  const free = freeNames(facts, indexOf(facts).fnAt(facts.exprs[first.call]!.at));
  const place = inOneWait(facts, text, calls, rewrites.transactions) ?? asStatements(facts, text, calls);
  const statement = place ? undefined : statementAround(facts, text, calls);
  const holders = place
    ? place.holders.map((held, at) => countHolder(facts, held, together.came[at]!))
    : calls.map((call, at) => (statement ? countWithin(facts, call, together.came[at]!, free(nameOf(names[at]))) : undefined));
  const found = place ?? (statement && { ...statement, whole: true });
  if (!found || !holders.every(held => held !== undefined) || areOneColumn(holders, together)) return undefined;
  const differences: Difference[] = [...(together.differences ?? []), ...(rewrites.unproven ? ['unproven' as const] : [])];
  return { name: 'count-together', edits: [...imports.edits(), ...written(text, facts.exprs[first.call]!.at, found, together, holders, free), ...holders.flatMap(({ name, reads }) => reads.map(({ at, end }): TextEdit => ({ at, end, text: name })))], differences };
}

/** Whether two numbers would be called alike in what the query gives. */
function areOneColumn(holders: readonly CountHolder[], { as = name => name }: CountsTogether): boolean {
  return new Set(holders.map(({ name }) => as(name))).size < holders.length;
}

/** A chain of calls that is wider stands on several lines. */
const WIDEST = 100;

/** A property may be called anything. */
const nameOf = (wanted = ''): string => (/^[A-Za-z_$][\w$]*$/.test(wanted) ? wanted : 'count');

function written(text: string, first: number, place: Omit<CountsPlace, 'holders'>, together: CountsTogether, holders: readonly CountHolder[], free: (wanted: string) => string): readonly TextEdit[] {
  const { newline, semicolon, parameter, step } = styleOf(text);
  const names = holders.map(({ name }) => name);
  const parts = [together.query(names)].flat();
  const indent = lineIndent(text, first);
  const asked = parts.join(parts.length > 1 && parts.join('').length > WIDEST ? `${newline}${indent}${step}` : '');
  const query = place.whole ? reindented(asked, indent, place.indent) : asked;
  // A row goes into the constants by their names.
  if (together.gives === 'row') return place.edits(`{ ${names.map(name => (together.as && together.as(name) !== name ? `${together.as(name)}: ${name}` : name)).join(', ')} }`, query, '');
  const given = free('counts');
  const lines = names.map((name, at) => `${newline}${place.indent}const ${name} = ${together.number(given, name, at, parameter)}${semicolon}`);
  return place.edits(together.gives === 'rows' ? `[${given}]` : given, query, lines.join(''));
}
