import { printFacts } from '../facts/print.ts';
import type { AggregateFinding } from '../vocabulary/aggregate.ts';
import type { CountFinding, ExistsFinding } from '../vocabulary/count-finding.ts';
import type { Explanation, LoopFinding } from '../vocabulary/finding.ts';
import { aggregatesIn } from './aggregates/findings.ts';
import { mayAggregate } from './aggregates/gate.ts';
import { countedIn } from './count-findings.ts';
import { testedIn } from './exists-findings.ts';
import { explainLine } from './explain.ts';
import { isClientSide, mayBeTested, mayCount, mayRepeat, repeats } from './gate.ts';
import { findingsIn } from './loop-findings.ts';
import { isOfflineFile, openSession, usesOrm, work, type LintedFile, type Session } from './session.ts';

export { checkedSettings } from './checked-settings.ts';
export type { LintedFile } from './session.ts';

/** Errors are bugs of ours: a linter that crashes is worse than none. Tests and developers ask to see them. */
const SHOW_ERRORS = process.env['ESLINT_PLUGIN_ORM_DEBUG'] !== undefined;

/** What the loop rule may report in a file, every kind; the silent classes are gone. No input makes it throw. */
export function loopFindings(file: LintedFile): readonly LoopFinding[] {
  if (!mayRepeat(file.text) || isClientSide(file.text)) return [];
  return quietly(() => {
    const session = openSession(file);
    const { path } = session.view;
    if (isOfflineFile(session, file, path) || !usesOrm(session, path)) return [];
    const facts = session.view.facts(path);
    if (!facts || !repeats(facts)) return [];
    return findingsIn(session.analysis, path, session.view.manifests(path)[0]?.dir ?? file.cwd);
  }, []);
}

/** The questions of a file that one aggregate could answer. No input makes it throw. */
export function aggregateFindings(file: LintedFile): readonly AggregateFinding[] {
  if (!mayAggregate(file.text) || isClientSide(file.text)) return [];
  return quietly(() => inServing(file, ({ analysis, view }) => aggregatesIn(analysis, view.path)), []);
}

/** Rows that are fetched only to be counted, tested or added up in the program. No input makes it throw. */
export function countFindings(file: LintedFile): readonly CountFinding[] {
  if (!mayCount(file.text) || isClientSide(file.text)) return [];
  return quietly(() => inServing(file, ({ analysis, view }) => countedIn(analysis, view.path, view.manifests(view.path)[0]?.dir ?? file.cwd)), []);
}

/** Counts and rows of which is only asked whether there are any. No input makes it throw. */
export function existsFindings(file: LintedFile): readonly ExistsFinding[] {
  if (!mayBeTested(file.text) || isClientSide(file.text)) return [];
  return quietly(() => inServing(file, ({ analysis, view }) => testedIn(analysis, view.path)), []);
}

/** Asks of a file that serves requests, in a project that uses an ORM. */
function inServing<Found>(file: LintedFile, ask: (session: Session) => readonly Found[]): readonly Found[] {
  const session = openSession(file);
  const { path } = session.view;
  if (isOfflineFile(session, file, path) || !usesOrm(session, path)) return [];
  return session.view.facts(path) ? ask(session) : [];
}

/** What is known about a line, for people. */
export function explain(file: LintedFile, line: number): readonly Explanation[] {
  return quietly(() => explainLine(openSession(file), file, line), []);
}

/** The facts of a file, readable; `undefined` when it cannot be parsed. */
export function printedFacts(file: LintedFile): string | undefined {
  return quietly(() => {
    const { view } = openSession(file);
    const facts = view.facts(view.path);
    return facts && printFacts(facts);
  }, undefined);
}

/** Work done so far: files read, parsed and decoded, specifiers resolved. */
export function counters(): ReturnType<typeof work> {
  return work();
}

function quietly<Answer>(ask: () => Answer, otherwise: Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (SHOW_ERRORS) throw error;
    return otherwise;
  }
}
