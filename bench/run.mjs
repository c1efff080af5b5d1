#!/usr/bin/env node
// What the plugin costs on a folder: work counted first, then processor seconds and memory against the same ESLint run with
// a rule that does nothing (typescript-eslint's parser, no type information), the runs interleaved, each in a process of its
// own. ESLint's own price for the first rule, whatever it does, is the distance between `none` and `empty`.
//
//   npm run build && node bench/run.mjs <folder> [<folder> …] [--rounds 5] [--strict] [--typed] [--json]
//
// Give it a back end with an ORM and one without. `--typed` adds one typed rule, no-floating-promises, for comparison.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    strict: { type: 'boolean', default: false },
    typed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) {
  console.error('usage: node bench/run.mjs <folder> [<folder> …] [--rounds 5] [--strict] [--typed] [--json]');
  process.exit(2);
}

const ONCE = fileURLToPath(new URL('lint-once.mjs', import.meta.url));
const VARIANTS = ['none', 'empty', options.strict ? 'strict' : 'recommended', ...(options.typed ? ['typed'] : [])];
const run = promisify(execFile);

/** Bounds that the project holds itself to: whole repository, median, against the run with an empty rule. */
const BOUNDS = { cpu: 1.25, cpuWithoutOrm: 1.02, memory: 1.25 };

const range = numbers => [...new Set([Math.min(...numbers), Math.max(...numbers)])].join('–');

const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(folder) {
  const runs = Object.fromEntries(VARIANTS.map(variant => [variant, []]));
  for (let round = 0; round < Number(options.rounds); round++) {
    // The order turns each round, so that a machine that gets slower does not favour one of them.
    for (const variant of round % 2 === 0 ? VARIANTS : [...VARIANTS].reverse()) {
      const { stdout } = await run(process.execPath, [ONCE, variant, folder], { maxBuffer: 2 ** 26 });
      runs[variant].push(JSON.parse(stdout.trim().split('\n').at(-1)));
      if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2Kround ${round + 1}, ${variant}`);
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[2K');
  return Object.entries(runs).map(([variant, each]) => ({
    variant,
    ...each[0],
    cpu: median(each.map(({ cpu }) => cpu)),
    spread: [Math.min(...each.map(({ cpu }) => cpu)), Math.max(...each.map(({ cpu }) => cpu))],
    memory: median(each.map(({ memory }) => memory)),
    // ESLint reads files side by side, so their order may differ from run to run: the work a little, the reports never.
    counts: Object.fromEntries(Object.keys(each[0].counts).map(name => [name, range(each.map(({ counts }) => counts[name]))])),
    lowered: Math.max(...each.map(({ counts }) => counts.lowered ?? 0)),
    steady: new Set(each.map(({ reports }) => reports)).size === 1,
  }));
}

function print(folder, measured) {
  const [, base, own] = measured;
  console.log(`\n${folder}`);
  console.log(`  ${own.files} files, ${own.unparsed} unparsed, ${own.reports} reports${own.steady ? '' : ', AND NOT THE SAME IN EACH RUN'}`);
  console.log(`  ${Object.entries(own.counts).map(([name, times]) => `${name} ${times}`).join(', ')}`);
  console.log('  run           user CPU s          ratio   memory MB  ratio');
  for (const { variant, cpu, spread, memory } of measured) {
    const seconds = `${cpu.toFixed(2)} (${spread.map(each => each.toFixed(2)).join('–')})`;
    console.log(`  ${variant.padEnd(13)} ${seconds.padEnd(19)} ${(cpu / base.cpu).toFixed(3).padEnd(7)} ${memory.toFixed(0).padStart(9)}  ${(memory / base.memory).toFixed(3)}`);
  }
  const hasOrm = own.lowered > 0;
  const bound = hasOrm ? BOUNDS.cpu : BOUNDS.cpuWithoutOrm;
  const verdict = (ratio, limit) => `${ratio.toFixed(3)} of ${limit} ${ratio <= limit ? 'held' : 'MISSED'}`;
  console.log(`  ${hasOrm ? 'with an ORM' : 'without an ORM: nothing was looked into'}; processor ${verdict(own.cpu / base.cpu, bound)}, memory ${verdict(own.memory / base.memory, BOUNDS.memory)}`);
}

const all = [];
for (const folder of positionals.map(each => resolve(each))) {
  const measured = await measure(folder);
  all.push({ folder, measured });
  if (!options.json) print(folder, measured);
}
if (options.json) console.log(JSON.stringify(all, null, 2));
