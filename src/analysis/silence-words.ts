import type { Silence } from '../vocabulary/finding.ts';

/** Each reason for silence as a sentence; `docs/silence.md` has the definitions. */
const WORDS: Readonly<Record<Silence, string>> = {
  carried: 'each round needs a result of the one before, or the loop goes on by one.',
  search: 'the loop looks for the first match and leaves with it.',
  retry: 'the loop repeats it only after an error.',
  'runs-once': 'every way on from it leaves the loop.',
  polling: 'the loop waits for something to happen, and sleeps between rounds.',
  paced: 'the loop sleeps between rounds on purpose.',
  'constant-list': 'the rounds are few and written out in the code.',
  chunk: 'it takes the whole chunk: it is the batch.',
  grouped: 'it takes the whole list of a group, with the value that the group shares.',
  partition: 'the element selects the client or the model, and no query spans them.',
  stream: 'the items arrive one by one from a stream.',
  batched: 'the ORM merges the calls of one tick into one query.',
  locked: 'each round takes locks, so the order is meant.',
  preloaded: 'a query before the loop has read the rows, and it only fills in for what is missing.',
  'small-table': '`settings.orm.smallTables` names its model.',
  offline: 'it is offline code: a test, a seed, a migration or a script.',
  'not-driven': 'the loop does not drive it.',
};

/** Why a repetition does not count. */
export function silenceInWords(reason: Silence): string {
  return WORDS[reason];
}
