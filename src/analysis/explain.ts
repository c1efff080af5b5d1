import { basename } from 'node:path';

import { positionOf } from '../facts/position.ts';
import { renderExpr } from '../facts/render.ts';
import type { Explanation, LoopFinding } from '../vocabulary/finding.ts';
import type { ModuleFacts } from '../vocabulary/ir.ts';
import type { QueryCall } from '../vocabulary/query.ts';
import type { ModuleId, Value } from '../vocabulary/value.ts';
import type { Analysis, Repetition } from './analysis.ts';
import { isCommand } from './command.ts';
import { runningAt } from './queries/effects.ts';
import { relationsInWords } from './explain-relations.ts';
import { chainOf } from './link/orm-calls.ts';
import { judgedIn, type Judged } from './loops/judged.ts';
import { isReachedOffline } from './loops/offline-callers.ts';
import { verdictOf } from './loops/verdict.ts';
import { listOf } from './runs/repetition.ts';
import { isClientSideFile, isCompiledFile, isOfflineFile, type LintedFile, type Session } from './session.ts';
import { silenceInWords } from './silence-words.ts';

const EVIDENCE = {
  proved: 'proved: its receiver was followed to the package or the generated client',
  declared: 'declared: an annotation or a setting says what its receiver is',
  shaped: 'shaped: the receiver is unknown, but the model stands in the schema and the call has the ORM’s own form',
};

/** What is known about a line: each call on it, whether it is a query, what repeats and drives it, and why a rule spoke or not. */
export function explainLine(session: Session, file: LintedFile, line: number): readonly Explanation[] {
  const { analysis, view } = session;
  const { path } = view;
  const facts = view.facts(path);
  if (!facts) return [{ line, subject: basename(path), facts: ['The file cannot be parsed, so nothing is said about it.'] }];
  const general: string[] = [];
  if (isOfflineFile(session, file, path)) general.push('The file is offline code (a test, seed, migration or script, by its path in the package), so the rules are silent. `settings.orm.includeOffline` or `settings.orm.offline` change that.');
  else if (isCommand(facts, file)) general.push('The file is a command that people run (it reads its command line, or ends its process when it is done), so the rules are silent. `settings.orm.includeOffline` changes that.');
  else if (isCompiledFile(session, file, path)) general.push('The file is what a compiler has written, so the rules are silent: what it says is in another one.');
  else if (isClientSideFile(session, file, path)) general.push('The file runs in the browser (it says `use client`, or holds components and nothing for the server), so the rules are silent: what it calls of the server is a request of its own.');
  if (session.used.at(path).length === 0) general.push('No `package.json` above the file or in its workspace names an ORM, and no schema was found, so nothing is looked at.');

  const judged = [...judgedIn(analysis, path)];
  const sites = facts.sites.flatMap((site, s) => (isOnLine(facts, site.e, line) ? [s] : []));
  const relations = sites.length > 0 ? relationsInWords(analysis, path) : undefined;
  const explained = sites.map(s => {
    const each = explainSite(analysis, path, facts, s, judged, general);
    return { ...each, facts: [...each.facts, ...(relations?.get(facts.sites[s]!.e) ?? [])] };
  });
  if (explained.length > 0) return explained.map((each, at) => ({ line, ...each, facts: at === 0 ? [...general, ...each.facts] : each.facts }));
  return [{ line, subject: `line ${line}`, facts: [...general, 'There is no call on this line.'] }];
}

/** A call belongs to the line its name stands on. */
function isOnLine(facts: ModuleFacts, e: number, line: number): boolean {
  const call = facts.exprs[e]!;
  if (call.k !== 'call') return false;
  const callee = facts.exprs[call.callee]!;
  const from = positionOf(facts, callee.at).line;
  const to = positionOf(facts, callee.k === 'get' ? callee.nameAt : callee.end).line;
  return line >= from && line <= to;
}

function explainSite(an: Analysis, m: ModuleId, facts: ModuleFacts, s: number, judged: readonly Judged[], general: readonly string[]): Omit<Explanation, 'line'> {
  const site = facts.sites[s]!;
  const expr = facts.exprs[site.e]!;
  if (expr.k !== 'call') return { subject: '', facts: [] };
  const subject = renderExpr(facts, expr.callee);
  const call = an.link.callAt(m, site.e);
  const lines: string[] = [];
  if (call.query) lines.push(`It is a query: ${describe(call.query)}. The evidence is ${EVIDENCE[call.query.evidence]}.`);
  else if (call.callees.length > 0) lines.push(`It enters ${call.callees.map(callee => nameOf(an, callee)).join(', ')}.`);
  else lines.push(`It is no known query and enters no known function: its receiver is ${inWords(an, call.receiver)}.${hint(facts, expr.callee, call.receiver)}`);

  const running = runningAt(an, m, s, undefined);
  for (const { effect } of running) {
    if (effect.hops.length > 0) lines.push(`It runs ${describe(effect.query)}, by way of ${effect.hops.map(hop => nameOf(an, hop)).join(' → ')}${effect.conditional ? ', on some paths only' : ''}.`);
  }
  if (an.isInBrowser(m, facts.regions[site.region]!.fn)) lines.push('It runs in the browser, in a component or a hook of React, so nothing is said of loops around it: what it calls of the server is a request of its own.');
  const { list } = an.framesOf(m, site.region, undefined);
  if (list.length === 0) lines.push('Nothing repeats it here.');
  for (const repetition of list) lines.push(`It is repeated by ${repetitionInWords(facts, repetition)}.`);
  for (const each of judged) if (each.place.at === site.at && each.place.region === site.region) lines.push(...judgementInWords(an, facts, each, general.length === 0));
  return { subject, facts: lines };
}

function judgementInWords(an: Analysis, facts: ModuleFacts, judged: Judged, speaks: boolean): string[] {
  const { judgement, running } = judged;
  const query = describe(running.effect.query);
  const lines = judgement.skipped.map(({ repetition, reason }) => `${repetitionInWords(facts, repetition, true)} does not count for ${query}: ${silenceInWords(reason)}`);
  if (judgement.report === 'none') return [...lines, `So ${query} is not reported.`];
  const verdict = verdictOf(an, judged);
  const around = repetitionInWords(facts, judgement.repetition);
  if (judgement.report === 'driven') lines.push(judgement.insert ? `${query} adds a row in each round of ${around}.` : `The element of ${around} reaches the input of ${query}: it is driven.`);
  else lines.push(verdict ? `Nothing that changes in ${around} reaches ${query}: it is loop-invariant.` : `Nothing that changes in ${around} reaches ${query}, and it cannot be shown that it may move before the loop: ${silenceInWords('not-driven')}`);
  if (verdict && isReachedOffline(an, judged.place.m, judged.place.at)) lines.push(`${query} is not reported: ${silenceInWords('offline')}`);
  else if (verdict && speaks) lines.push(`\`orm/no-query-in-loop\` reports it (${[verdict.kind, ...optionsFor(facts, verdict.kind, judgement.repetition)].join(', only with ')}).`);
  return lines;
}

/** The options of `orm/no-query-in-loop` without which it says nothing of a finding. */
function optionsFor(facts: ModuleFacts, kind: LoopFinding['kind'], repetition: Repetition): readonly string[] {
  const isOfElements = kind === 'recursion' || kind === 'invariant' || listOf(facts, repetition) !== undefined;
  return [...(kind === 'row-by-row' ? ['`perRowWrites`'] : []), ...(isOfElements ? [] : ['`rounds`'])];
}

function describe({ method, model, operation }: QueryCall): string {
  return `\`${method}\`${model === undefined ? '' : ` of ${model}`} (${operation})`;
}

function nameOf(an: Analysis, { m, f }: { m: ModuleId; f: number }): string {
  return `\`${an.link.facts(m)?.fns[f]?.name ?? 'a function'}\` (${basename(m)})`;
}

function repetitionInWords(facts: ModuleFacts, { kind, over, at }: Repetition, capital = false): string {
  const where = `line ${positionOf(facts, at).line}`;
  const what = kind === 'callback' ? `the callback on ${where}` : `the \`${kind === 'of' || kind === 'in' ? `for…${kind}` : kind === 'await-of' ? 'for await' : kind}\` loop on ${where}`;
  const text = over === undefined ? what : `${what} over \`${renderExpr(facts, over)}\``;
  return capital ? text[0]!.toUpperCase() + text.slice(1) : text;
}

/** A value as a reader would say it. */
function inWords(an: Analysis, value: Value): string {
  switch (value.k) {
    case 'orm':
      return `${value.orm}'s ${value.role}`;
    case 'external':
      return `from the package \`${value.from}\``;
    case 'instance':
    case 'class':
      return `${value.k === 'class' ? 'the class' : 'an instance of'} \`${an.link.facts(value.m)?.classes[value.c]?.name ?? 'a class'}\` (${basename(value.m)})`;
    case 'made':
      return `what \`new\` makes of \`${an.link.facts(value.m)?.fns[value.f]?.name ?? 'a function'}\` (${basename(value.m)})`;
    case 'object':
      return `an object made in ${basename(value.m)}`;
    case 'namespace':
      return `the module ${basename(value.m)}`;
    case 'list':
      return 'a list';
    case 'param':
      return `the parameter \`${an.link.facts(value.m)?.vars[value.v]?.name ?? '?'}\`, of which nothing is known`;
    case 'unknown':
      return `unknown (${value.why})`;
    case 'oneOf':
      return `one of ${value.of.map(each => inWords(an, each)).join(' or ')}`;
    default:
      return 'a plain value';
  }
}

/** The setting that would have helped with an unknown receiver. */
function hint(facts: ModuleFacts, callee: number, receiver: Value): string {
  const expr = facts.exprs[callee]!;
  if (expr.k !== 'get' || (receiver.k !== 'unknown' && receiver.k !== 'param' && receiver.k !== 'external')) return '';
  const { base, members } = chainOf(facts, expr.of);
  const head = facts.exprs[base]!;
  const name = head.k === 'var' ? facts.vars[head.v]!.name : head.k === 'this' ? 'this' : undefined;
  if (name === undefined) return '';
  const member = [name, ...members.slice(0, -1)].join('.');
  return ` If \`${member}\` is a client of an ORM, \`settings.orm.clients: [{ member: '${member}', orm: '…' }]\` says so.`;
}
