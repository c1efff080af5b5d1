import type { Explanation } from '../vocabulary/finding.ts';
import { type LintedFile, type Session } from './session.ts';
/** What is known about a line: each call on it, whether it is a query, what repeats and drives it, and why a rule spoke or not. */
export declare function explainLine(session: Session, file: LintedFile, line: number): readonly Explanation[];
