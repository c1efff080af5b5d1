import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { processClock } from '../../src/project/clock.ts';

test('waiting for an event is rest', async () => {
  const clock = processClock();
  await setTimeout(400);
  expect(clock.rested()).toBeGreaterThan(200);
});

test('waiting for a command is rest', () => {
  const clock = processClock();
  spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 600)']);
  expect(clock.rested()).toBeGreaterThan(200);
});
