import { performance } from 'node:perf_hooks';

/** What is known of the time that goes by between two lints. */
export type Clock = {
  /** Milliseconds since some moment. */
  now(): number;
  /** For how many of the milliseconds since the last question the process did nothing, so that something else may have gone on. */
  rested(): number;
};

/** A process that worked less than this share of the time was waiting for something, a command for example, with its event loop blocked. */
const WAITING = 0.2;

/**
 * The clock of this process. Time in which it worked is no pause, however long a file took: on a busy machine every file takes
 * long. The event loop says how long it waited for events; what blocks it (`execSync`) shows in the processor's time.
 */
export function processClock(): Clock {
  const look = () => {
    const { user, system } = process.cpuUsage();
    return { wall: performance.now(), idle: performance.eventLoopUtilization().idle, worked: (user + system) / 1000 };
  };
  let last = look();
  return {
    now: () => performance.now(),
    rested: () => {
      const before = last;
      last = look();
      const since = last.wall - before.wall;
      const worked = last.worked - before.worked;
      return Math.max(last.idle - before.idle, worked < since * WAITING ? since - worked : 0);
    },
  };
}
