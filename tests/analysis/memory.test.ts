import { describe, expect, it } from 'vitest';
import { Age, makeOnce, Memory } from '../../src/analysis/link/memory.ts';

/** A chain of questions, each of which asks the next; how often one was worked on when the first is asked, and when all are asked after it. */
function worked(length: number, once: ReturnType<typeof makeOnce>): { first: number; after: number } {
  const memory = new Memory<number>((one, other) => one === other);
  let count = 0;
  const ask = (at: number): number =>
    once(memory, at, 0, () => {
      count++;
      return at + 1 < length ? ask(at + 1) : 1;
    });
  ask(0);
  const first = count;
  for (let at = 0; at < length; at++) ask(at);
  return { first, after: count - first };
}

describe('what a question leads to', () => {
  it('is worked on once where it ends', () => {
    expect(worked(40, makeOnce(50, 30))).toEqual({ first: 40, after: 0 });
  });

  it('is found again where it was given up for its depth, so that the answer does not hang on who asked first', () => {
    expect(worked(60, makeOnce(50, 1_000)).after).toBeGreaterThan(60);
  });

  it('is kept all the same where it was dear', () => {
    expect(worked(60, makeOnce(50, 30)).after).toBe(10);
  });
});

describe('an answer', () => {
  it('is kept from one age to the next as long as it is asked for', () => {
    const memory = new Memory<string>();
    memory.kept.set('asked', 'a').set('forgotten', 'b');
    memory.age();
    expect(memory.find('asked')).toBe('a');
    memory.age();
    expect(memory.find('asked')).toBe('a');
    expect(memory.find('forgotten')).toBeUndefined();
  });
});

describe('an age', () => {
  const over = (...answers: number[]): boolean[] => {
    const age = new Age(100);
    return answers.map(each => age.isOver(each));
  };

  it('is over when enough was found', () => {
    expect(over(40, 80, 120, 40)).toEqual([false, false, true, false]);
  });

  it('lasts until there is as much again as one file has needed', () => {
    expect(over(10, 1_000, 900, 1_050, 150)).toEqual([false, true, false, true, false]);
  });
});
