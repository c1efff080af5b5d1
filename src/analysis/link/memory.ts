/** Questions nested deeper than this are given up: every chain of the program ends here at the latest. */
const DEEPEST = 120;
/** A circle of questions is gone through at most this often until its answers no longer change. */
const MOST_ROUNDS = 6;
/**
 * What one question led to is kept after this many others, also where it rests on how deep it was asked. In 2,087 files of a product
 * none needs more than 512; in a bundle of 30,000 lines that hands functions to functions, thousands of them need thousands each.
 */
const DEAR = 1_000;

/** A question's key: a number where one will do, because it is asked very often. */
export type Key = string | number;

/** Answers by key. `same`: whether two answers say the same; with it, questions that depend on each other are asked until they agree. */
export class Memory<Answer> {
  /** Those that hold for good. */
  kept = new Map<Key, Answer>();
  /** Those of the age before: the ones that are asked for again come along. */
  #before = new Map<Key, Answer>();
  /** Those that rest on a question still open, the outermost of which is `on` questions deep. */
  readonly passing = new Map<Key, { readonly answer: Answer; readonly on: number }>();
  /** What was answered the last time that the circle was gone through. */
  readonly last = new Map<Key, Answer>();
  readonly open = new Map<Key, Open<Answer>>();
  readonly same: ((one: Answer, other: Answer) => boolean) | undefined;

  constructor(same?: (one: Answer, other: Answer) => boolean) {
    this.same = same;
  }

  /** An answer that holds for good. */
  find(key: Key): Answer | undefined {
    const known = this.kept.get(key);
    if (known !== undefined || this.#before.size === 0) return known;
    const before = this.#before.get(key);
    if (before !== undefined) this.kept.set(key, before);
    return before;
  }

  /** The same, made where there is none. */
  findOr(key: Key, make: () => Answer): Answer {
    const known = this.find(key);
    if (known !== undefined) return known;
    const made = make();
    this.kept.set(key, made);
    return made;
  }

  /** Forgets what was not asked for since the last time; between questions only. */
  age(): void {
    this.#before = this.kept;
    this.kept = new Map<Key, Answer>();
  }
}

/**
 * How long answers are kept: until there are `enough`, and as many as one file has needed. Where all services of a program call each other one file
 * may need a hundred times as many as others, and so does the next.
 */
export class Age {
  readonly #enough: number;
  #most = 0;
  #before = 0;

  constructor(enough: number) {
    this.#enough = enough;
  }

  /** Whether it is over, between two files; `answers`: how many were found in it so far. The next one begins then. */
  isOver(answers: number): boolean {
    this.#most = Math.max(this.#most, answers - this.#before);
    const isOver = answers > Math.max(this.#enough, this.#most);
    this.#before = isOver ? 0 : answers;
    return isOver;
  }
}

/** A question being asked: how deep, what is answered meanwhile, and whether anybody asked it meanwhile. */
type Open<Answer> = { readonly depth: number; readonly meanwhile: Answer; asked: boolean };

type Once = <Answer>(memory: Memory<Answer>, key: Key, busy: Answer, ask: () => Answer, tooDeep?: Answer) => Answer;

/** Everything rests on the depth of the questioning: such answers are never kept. */
const ON_DEPTH = -1;

/**
 * Asks each question once. A question that comes up inside its own answer is answered `busy` at first; when the circle closes,
 * it is gone through again with the answers found, until they no longer change, and then all of them hold: they are the least
 * fixed point, so they are the same in whatever order files are linted.
 */
export function makeOnce(deepest = DEEPEST, dear = DEAR): Once {
  let depth = 0;
  /** How many questions the outermost one led to. */
  let asked = 0;
  /** The outermost open question that the present answer rests on, as a depth. */
  let on = Infinity;
  /** The passing answers, in the order in which they were found. */
  let trail: { memory: Memory<unknown>; key: Key; changed: boolean }[] = [];

  const leave = (from: number, keep: 'kept' | 'last' | undefined): void => {
    for (const { memory, key } of trail.slice(from)) {
      if (keep) memory[keep].set(key, memory.passing.get(key)!.answer);
      if (keep !== 'last') memory.last.delete(key);
      memory.passing.delete(key);
    }
    trail = trail.slice(0, from);
  };

  return <Answer>(memory: Memory<Answer>, key: Key, busy: Answer, ask: () => Answer, tooDeep: Answer = busy): Answer => {
    const known = memory.find(key);
    if (known !== undefined) return known;
    const passing = memory.passing.get(key);
    if (passing) {
      on = Math.min(on, passing.on);
      return passing.answer;
    }
    const already = memory.open.get(key);
    if (already) {
      on = Math.min(on, already.depth);
      already.asked = true;
      return already.meanwhile;
    }
    if (depth >= deepest) {
      on = ON_DEPTH;
      return tooDeep;
    }
    const outer = on;
    const own = depth;
    const from = trail.length;
    const { same } = memory;
    depth++;
    asked++;
    try {
      for (let round = 1; ; round++) {
        const open: Open<Answer> = { depth: own, meanwhile: memory.last.get(key) ?? busy, asked: false };
        memory.open.set(key, open);
        on = Infinity;
        const answer = ask();
        const changed = open.asked && same !== undefined && !same(answer, open.meanwhile);
        if (on < own) {
          memory.passing.set(key, { answer, on });
          trail.push({ memory: memory as Memory<unknown>, key, changed });
          return answer;
        }
        if (on === Infinity) {
          memory.kept.set(key, answer);
          return answer;
        }
        const settled = !changed && !trail.slice(from).some(each => each.changed);
        if (same === undefined || settled || round === MOST_ROUNDS) {
          leave(from, same === undefined ? undefined : 'kept');
          memory.kept.set(key, answer);
          memory.last.delete(key);
          on = Infinity;
          return answer;
        }
        leave(from, 'last');
        memory.last.set(key, answer);
      }
    } finally {
      depth--;
      memory.open.delete(key);
      on = Math.min(on, outer);
      if (depth === 0) {
        leave(0, asked >= dear ? 'kept' : undefined);
        on = Infinity;
        asked = 0;
      }
    }
  };
}
