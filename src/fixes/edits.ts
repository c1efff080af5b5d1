import type { At } from '../vocabulary/ir.ts';
import type { TextEdit } from '../vocabulary/rewrite.ts';

/** The text between two offsets with the edits that stand there made. */
export function editedText(text: string, at: At, end: At, edits: readonly TextEdit[]): string {
  let result = '';
  let from = at;
  for (const edit of [...edits].sort((a, b) => a.at - b.at)) {
    result += text.slice(from, edit.at) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from, end);
}

const COMMENT = /\/\*[^]*?\*\/|\/\/[^\n]*/g;

/** Whether every comment of the text that edits replace is in the text they put there. What only looks like a comment counts as one. */
export function keepsComments(text: string, edits: readonly TextEdit[]): boolean {
  const written = edits.map(edit => edit.text).join('\n');
  return edits.every(({ at, end }) => (text.slice(at, end).match(COMMENT) ?? []).every(comment => written.includes(comment.trimEnd())));
}
