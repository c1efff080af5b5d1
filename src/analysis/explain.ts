import type { Explanation } from '../vocabulary/finding.ts';
import type { LintedFile, Session } from './session.ts';

/** What is known about a line. */
export function explainLine(_session: Session, _file: LintedFile, _line: number): readonly Explanation[] {
  return [];
}
