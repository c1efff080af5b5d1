import type { At, ModuleFacts } from '../vocabulary/ir.ts';

/** A place in a file as editors and ESLint name it: lines from 1, columns from 0. */
export type Position = { line: number; column: number };

/** The line and column of an offset. */
export function positionOf({ lines }: ModuleFacts, at: At): Position {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - lines[low]! };
}

/** The offset of a line and column. */
export function offsetOf({ lines }: ModuleFacts, { line, column }: Position): At {
  return (lines[line - 1] ?? lines.at(-1) ?? 0) + column;
}
