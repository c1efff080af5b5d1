import { indexOf } from '../facts/index-of.ts';
import type { AnswerSite, AnyRow, Difference, Rewrite, TextEdit } from '../vocabulary/rewrite.ts';
import { answerPlace } from './answer-place.ts';
import { editedText } from './edits.ts';
import { importsFor } from './imports.ts';
import { freeNames, nameOfOne, plural, rowName } from './names.ts';
import { needsParens } from './parens.ts';
import { rowTest, type RowTest } from './row-tests.ts';

/** `(await count()) > 0`, `(await read()).length > 0` → a query that stops at the first row, and a test of what it gives. */
export function findAny(site: AnswerSite): Rewrite | undefined {
  const { facts, text, call } = site.written;
  const imports = importsFor(facts, text);
  const found = site.asked === 'number' ? undefined : site.rewrites.findAny?.(site.written, imports.names);
  if (!found) return undefined;
  const differences: Difference[] = [...(found.hooks ? ['read-hooks' as const] : []), ...(site.rewrites.unproven ? ['unproven' as const] : [])];
  const made = (edits: readonly TextEdit[]): Rewrite => ({ name: 'find-any', edits: [...imports.edits(), ...edits], differences });
  const { gives } = found;
  const place = answerPlace(site);
  // A row that goes on to where nothing reads it had a type there.
  if (gives === 'same') return place || site.asked !== 'row' ? made(found.edits) : undefined;
  const tests = site.answers.map(answer => rowTest(facts, site.asked, answer, found));
  if (!place || !tests.every(test => test !== undefined)) return undefined;
  const { at, end } = facts.exprs[place.value]!;
  const tested = (test: RowTest, what: string): TextEdit => {
    const shown = asked(gives, what, test.negative);
    // `!`, and a plain name, bind as close as what stood there.
    const close = gives === 'boolean' && (place.held !== undefined || test.negative);
    return { at: test.at, end: test.end, text: !close && needsParens(facts, text, test.e) ? `(${shown})` : shown };
  };
  const [first] = tests;
  if (!place.held) {
    const given = editedText(text, at, end, found.edits);
    return first && made([tested(first, gives === 'boolean' && !first.negative ? given : `(${given})`)]);
  }
  const { name, pattern } = place.held;
  // A row that was only tested may keep its name.
  const kept = site.asked === 'row';
  const free = kept ? name : freeNames(facts, indexOf(facts).fnAt(facts.exprs[call]!.at))(nameFor(site, gives, name), name);
  return made([...(kept ? [] : [{ ...pattern, text: free }]), ...found.edits, ...tests.map(test => tested(test, free))]);
}

function asked(gives: Exclude<AnyRow['gives'], 'same'>, what: string, negative: boolean): string {
  switch (gives) {
    case 'boolean':
      return negative ? `!${what}` : what;
    case 'no rows':
      return `${what}.length ${negative ? '===' : '>'} 0`;
    default:
      return `${what} ${negative ? '===' : '!=='} ${gives}`;
  }
}

/** What the answer is called: `hasPosts`, `found`, or one of what the name before said. */
function nameFor({ written }: AnswerSite, gives: AnyRow['gives'], before: string): string {
  if (gives === 'no rows') return 'found';
  const one = nameOfOne(before) ?? rowName(written);
  return gives === 'boolean' ? `has${upper(plural(one))}` : one;
}

const upper = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
