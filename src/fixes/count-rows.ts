import { indexOf } from '../facts/index-of.ts';
import type { AnswerSite, Difference, Rewrite, TextEdit } from '../vocabulary/rewrite.ts';
import { answerPlace } from './answer-place.ts';
import { editedText } from './edits.ts';
import { importsFor } from './imports.ts';
import { countName, freeNames } from './names.ts';
import { needsParens } from './parens.ts';

/** `(await read()).length` → `await count()`, also through a constant. */
export function countRows(site: AnswerSite): Rewrite | undefined {
  const { facts, text, call } = site.written;
  const imports = importsFor(facts, text);
  const place = site.asked === 'number' ? answerPlace(site) : undefined;
  const count = place && site.rewrites.countRows?.(site.written, imports.names);
  if (!place || !count || !site.answers.every(e => facts.exprs[e]!.k === 'get')) return undefined;
  const differences: Difference[] = [...(count.long ? ['many-keys' as const] : []), ...(site.rewrites.unproven ? ['unproven' as const] : [])];
  const { at, end } = facts.exprs[place.value]!;
  const given = editedText(text, at, end, count.edits);
  if (!place.held) {
    const [answer = place.value] = site.answers;
    const number = count.number?.(`(${given})`) ?? (needsParens(facts, text, answer) ? `(${given})` : given);
    return { name: 'count-rows', edits: [...imports.edits(), { at: facts.exprs[answer]!.at, end: facts.exprs[answer]!.end, text: number }], differences };
  }
  const name = freeNames(facts, indexOf(facts).fnAt(facts.exprs[call]!.at))(countName(place.held.name));
  const { pattern } = place.held;
  // What waits for several at once gives what the call gives.
  const wrapped = place.awaited ? count.number : undefined;
  const read = place.awaited ? name : (count.number?.(name) ?? name);
  return {
    name: 'count-rows',
    edits: [
      ...imports.edits(),
      { ...pattern, text: name },
      ...(wrapped ? [{ at, end, text: wrapped(`(${given})`) }] : count.edits),
      ...site.answers.map((e): TextEdit => ({ at: facts.exprs[e]!.at, end: facts.exprs[e]!.end, text: read })),
    ],
    differences,
  };
}
