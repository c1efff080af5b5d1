import type { E } from '../../vocabulary/ir.ts';
import type { AnswerSite } from '../../vocabulary/rewrite.ts';
import type { Analysis } from '../analysis.ts';
import type { StandingQuery } from './queries.ts';
import { writtenAt } from './written-at.ts';

/** A query of the linted file of which only the answers are used, for a rewrite. */
export function answerSite(an: Analysis, standing: StandingQuery, asked: AnswerSite['asked'], answers: readonly { m: string; e: E }[], text: string): { site?: AnswerSite } {
  const written = writtenAt(an, standing, text);
  return written && answers.every(({ m }) => m === standing.m) ? { site: { ...written, asked, answers: answers.map(({ e }) => e) } } : {};
}
