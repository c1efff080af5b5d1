/** Questions nested deeper than this are given up: every cycle of the program ends here at the latest. */
const DEEPEST = 120;

/** A question's key: a number where one will do, because it is asked very often. */
export type Key = string | number;

/** Answers by key: those that hold for good, those that hold within the present outermost question, and the questions being asked. */
export class Memory<Answer> {
  readonly kept = new Map<Key, Answer>();
  readonly passing = new Map<Key, Answer>();
  readonly asked = new Map<Key, number>();
}

/**
 * Asks each question once. A question that comes up inside its own answer is answered `busy`; what was concluded from that
 * depends on where the asking began, so it is kept only until the outermost question ends. Answers are therefore the same
 * in whatever order files are linted.
 */
export function makeOnce(memories: readonly { readonly passing: Map<Key, unknown> }[], deepest = DEEPEST): <Answer>(memory: Memory<Answer>, key: Key, busy: Answer, ask: () => Answer, tooDeep?: Answer) => Answer {
  let depth = 0;
  /** The outermost question that some answer was cut short by, as a depth. */
  let cut = Infinity;
  let passing = false;

  return (memory, key, busy, ask, tooDeep = busy) => {
    const known = memory.kept.get(key);
    if (known !== undefined) return known;
    const provisional = passing ? memory.passing.get(key) : undefined;
    if (provisional !== undefined) {
      // What rests on a passing answer is passing too.
      cut = 0;
      return provisional;
    }
    const open = memory.asked.get(key);
    if (open !== undefined || depth >= deepest) {
      cut = Math.min(cut, open ?? 0);
      return open === undefined ? tooDeep : busy;
    }
    const outer = cut;
    cut = Infinity;
    memory.asked.set(key, depth);
    depth++;
    try {
      const answer = ask();
      const closed = cut >= depth - 1;
      if (closed) memory.kept.set(key, answer);
      else {
        memory.passing.set(key, answer);
        passing = true;
      }
      if (closed) cut = Infinity;
      return answer;
    } finally {
      depth--;
      memory.asked.delete(key);
      cut = Math.min(cut, outer);
      if (depth === 0) {
        cut = Infinity;
        if (passing) for (const each of memories) each.passing.clear();
        passing = false;
      }
    }
  };
}
