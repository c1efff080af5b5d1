import { indexOf } from '../facts/index-of.ts';
import { exprsOf } from '../facts/kinds.ts';
import { isLoop } from '../facts/region.ts';
import type { E, F, ModuleFacts } from '../vocabulary/ir.ts';
import type { LintedFile } from './session.ts';

/** Packages that programs read their command line with. */
const FRAMEWORKS = new Set(['commander', '@commander-js/extra-typings', 'meow', 'sade', 'clipanion', 'gluegun', 'nest-commander', 'nestjs-command', 'yargs', '@oclif/core', 'cac', 'citty']);

/** Methods of clients and connections. */
const LEAVES = new Set(['$disconnect', 'disconnect', 'destroy', 'end', 'close']);

/** Methods of promises whose callbacks run when the work before them is done. */
const AFTERWARDS = new Set(['then', 'catch', 'finally']);

/** What waits for something: a server, a timer, a queue. */
const WAITS = /\b(?:listen|createServer|serve|setInterval|schedule\w*|cron\w*|subscribe|consume\w*|Worker|Queue|NestFactory|bootstrap)\b|\.(?:on|once|process)\(|\bwhile\s*\(\s*(?:true|1)|\bfor\s*\(\s*;\s*;/i;

/** A thread or a process that the program starts, and that answers it: https://nodejs.org/api/worker_threads.html. */
const ANSWERS = /\bparentPort\b|\bprocess\.send\b/;

/**
 * Whether a module is a command that people run: it reads its command line, or what it runs at the top ends the process as a
 * success or leaves the database, or it is written for a package that reads the command line, or all that it does is done when
 * it is loaded. A server that ends by a signal or an error is none, nor is what the program starts itself.
 */
export function isCommand(facts: ModuleFacts, file: LintedFile): boolean {
  return !file.settings.includeOffline && !ANSWERS.test(file.text) && (isOfCommandLine(facts, file.text) || isScript(facts, file.text));
}

/** Whether a module gives nothing to others, and goes through its lists when it is loaded, once. */
function isScript(facts: ModuleFacts, text: string): boolean {
  return facts.exports.length === 0 && facts.regions.some(region => isLoop(region) && region.fn !== 0 && runsAtTop(facts, region.fn)) && !WAITS.test(text);
}

function isOfCommandLine(facts: ModuleFacts, text: string): boolean {
  if (!/\b(?:argv|exit|\w*commander|commander-js|yargs|core|cac|citty|meow|sade|clipanion|gluegun)\b|\.(?:\$?disconnect|destroy|end|close)\(/.test(text)) return false;
  if (facts.imports.some(({ from }) => FRAMEWORKS.has(from))) return true;
  if ([...exprsOf(facts, 'get'), ...exprsOf(facts, 'var')].some(e => isOfProcess(facts, e, 'argv'))) return true;
  return facts.sites.some(({ e, region }) => (isSuccess(facts, e) || isGoodbye(facts, e)) && runsAtTop(facts, facts.regions[region]!.fn));
}

/** `process.argv`, or the name imported from `process`. */
function isOfProcess(facts: ModuleFacts, e: E, name: string): boolean {
  const expr = facts.exprs[e]!;
  if (expr.k === 'get') {
    const owner = facts.exprs[expr.of]!;
    return expr.name === name && ((owner.k === 'global' && owner.name === 'process') || importedFromProcess(facts, expr.of) !== undefined);
  }
  return importedFromProcess(facts, e) === name;
}

function importedFromProcess(facts: ModuleFacts, e: E): string | undefined {
  const expr = facts.exprs[e]!;
  const def = expr.k === 'var' ? facts.vars[expr.v]!.defs[0] : undefined;
  const bound = def?.import === undefined ? undefined : facts.imports[def.import];
  return bound && (bound.from === 'process' || bound.from === 'node:process') ? bound.name : undefined;
}

/** `process.exit()`, `process.exit(0)`. */
function isSuccess(facts: ModuleFacts, e: E): boolean {
  const call = facts.exprs[e]!;
  if (call.k !== 'call' || !isOfProcess(facts, call.callee, 'exit')) return false;
  const [code] = call.args;
  const value = code && facts.exprs[code.e]!;
  return value === undefined || (value.k === 'lit' && value.v === 0);
}

/** `prisma.$disconnect()`, `knex.destroy()`, `pool.end()`: a server does so on a signal only, in a function that waits for it. */
function isGoodbye(facts: ModuleFacts, e: E): boolean {
  const call = facts.exprs[e]!;
  const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
  return callee?.k === 'get' && LEAVES.has(callee.name ?? '') && call.k === 'call' && call.args.length === 0;
}

/** Whether a function runs when its module does: the module itself, what it calls by name, and what follows on these. */
function runsAtTop(facts: ModuleFacts, f: F, hops = 0): boolean {
  if (f === 0) return true;
  const index = indexOf(facts);
  const e = index.exprOfFn(f);
  const outer = facts.fns[f]!.outer;
  const call = e === undefined ? undefined : facts.exprs[index.parent[e] ?? -1];
  if (outer === undefined || hops > 4) return false;
  if (call?.k === 'call') {
    const callee = facts.exprs[call.callee]!;
    return (call.callee === e || (callee.k === 'get' && AFTERWARDS.has(callee.name ?? ''))) && runsAtTop(facts, outer, hops + 1);
  }
  const held = e === undefined ? undefined : index.use(e);
  if (held?.k !== 'def') return false;
  const calls = index.usesOf(held.v).flatMap(use => {
    const call = facts.exprs[index.parent[use] ?? -1];
    return call?.k === 'call' && call.callee === use ? [call] : [];
  });
  return calls.length > 0 && calls.every(each => runsAtTop(facts, facts.regions[facts.sites[each.site]!.region]!.fn, hops + 1));
}
