import { printFacts } from '../facts/print.ts';
import { parseError } from '../project/parse.ts';
import type { ProjectView } from '../project/project.ts';
import type { AggregateFinding } from '../vocabulary/aggregate.ts';
import type { CountFinding, ExistsFinding } from '../vocabulary/count-finding.ts';
import type { FollowUpFinding } from '../vocabulary/follow-up.ts';
import type { Explanation, LoadFinding, LoopFinding, RelationFinding, ResolverFinding, RowLoadFinding, SchemaFinding } from '../vocabulary/finding.ts';
import type { ModuleFacts } from '../vocabulary/ir.ts';
import type { Schema } from '../vocabulary/schema.ts';
import { aggregatesIn } from './aggregates/findings.ts';
import { mayAggregate } from './aggregates/gate.ts';
import { isCommand } from './command.ts';
import { countedIn } from './counting/count-findings.ts';
import { testedIn } from './counting/exists-findings.ts';
import { explainLine } from './explain.ts';
import { mayBeTested, mayCount, mayLoad, mayMake, mayRepeat, mayWait, repeats } from './gate.ts';
import { followUpsIn } from './follow-ups/follow-up-findings.ts';
import { findingsIn } from './loops/loop-findings.ts';
import { isReachedOffline } from './loops/offline-callers.ts';
import { unusedLoadsIn } from './relations/load-findings.ts';
import { relationFindingsIn } from './relations/relation-findings.ts';
import { resolverFindingsIn } from './relations/resolver-findings.ts';
import { rowLoadsIn } from './relations/row-loads.ts';
import { schemaFindingsIn } from './relations/schema-findings.ts';
import { declaredIn, merged } from './relations/schema-graph.ts';
import { closeFile, openInProgram, openSession, usesGraphql, work, type LintedFile, type Session } from './session.ts';

export { checkedSettings } from './checked-settings.ts';
export type { LintedFile } from './session.ts';

/** Errors are bugs of ours: a linter that crashes is worse than none. Tests and developers ask to see them. */
const SHOW_ERRORS = process.env['ESLINT_PLUGIN_ORM_DEBUG'] !== undefined;

/** What the loop rule may report in a file, of the kinds that are wanted; the silent classes are gone. No input makes it throw. */
export function loopFindings(file: LintedFile, isWanted: (finding: LoopFinding) => boolean = () => true): readonly LoopFinding[] {
  const wanted = inLoops(file).filter(isWanted);
  return wanted.length === 0 ? [] : inServing(file, ({ analysis, view }) => wanted.filter(({ at }) => !isReachedOffline(analysis, view.path, at)));
}

/** What may be reported of the loops in a file, whoever calls it. Several rules ask for it. */
function inLoops(file: LintedFile): readonly LoopFinding[] {
  if (!mayRepeat(file.text)) return [];
  let found = foundInLoops.get(file);
  if (!found) foundInLoops.set(file, (found = inServing(file, ({ analysis, view }, facts) => (repeats(facts) ? findingsIn(analysis, view.path, packageOf(view, file), file.text) : []))));
  return found;
}

const foundInLoops = new WeakMap<LintedFile, readonly LoopFinding[]>();

/** The questions of a file that one aggregate could answer. No input makes it throw. */
export function aggregateFindings(file: LintedFile): readonly AggregateFinding[] {
  if (!mayAggregate(file.text)) return [];
  return inServing(file, ({ analysis, view }) => aggregatesIn(analysis, view.path, file.text));
}

/** Rows that are fetched only to be counted, tested or added up in the program. No input makes it throw. */
export function countFindings(file: LintedFile): readonly CountFinding[] {
  if (!mayCount(file.text)) return [];
  return inServing(file, ({ analysis, view }) => countedIn(analysis, view.path, packageOf(view, file), file.text));
}

/** Counts and rows of which is only asked whether there are any. No input makes it throw. */
export function existsFindings(file: LintedFile): readonly ExistsFinding[] {
  if (!mayBeTested(file.text)) return [];
  return inServing(file, ({ analysis, view }) => testedIn(analysis, view.path, file.text));
}

/** The relations that are read in a file on rows which were read without them. No input makes it throw. */
export function relationFindings(file: LintedFile): readonly RelationFinding[] {
  if (!mayWait(file.text)) return [];
  return inServing(file, ({ analysis, view }) => relationFindingsIn(analysis, view.path, packageOf(view, file), file.text));
}

/** The relations that are loaded row by row in the loops of a file. No input makes it throw. */
export function rowLoadFindings(file: LintedFile): readonly RowLoadFinding[] {
  const loads = loopFindings(file, ({ relation }) => relation !== undefined);
  return loads.length === 0 ? [] : inServing(file, ({ analysis, view }) => rowLoadsIn(analysis, view.path, loads, file.text));
}

/** The relations that queries of a file load and that nothing reads. No input makes it throw. */
export function unusedLoadFindings(file: LintedFile): readonly LoadFinding[] {
  if (!mayWait(file.text) || !mayLoad(file.text)) return [];
  return inServing(file, ({ analysis, view }) => unusedLoadsIn(analysis, view.path));
}

/** The queries of a file that one before them could have answered too. No input makes it throw. */
export function followUpFindings(file: LintedFile): readonly FollowUpFinding[] {
  if (!mayWait(file.text)) return [];
  return inServing(file, ({ analysis, view }) => followUpsIn(analysis, view.path, packageOf(view, file)));
}

/** The schemas that cannot be read, where a file makes a client of one; of the rules that need them, the first that asks is told. No input makes it throw. */
export function schemaFindings(file: LintedFile): readonly SchemaFinding[] {
  if (told.has(file) || !mayMake(file.text)) return [];
  told.add(file);
  return inServing(file, ({ analysis, view }) => schemaFindingsIn(analysis, view.path, packageOf(view, file)));
}

const told = new WeakSet<LintedFile>();

/** The queries that GraphQL field resolvers of a file run for each object of a list. No input makes it throw. */
export function resolverFindings(file: LintedFile): readonly ResolverFinding[] {
  return inServing(file, session => (usesGraphql(session, session.view.path) ? resolverFindingsIn(session.analysis, session.view.path) : []));
}

/** Asks of a file that serves requests, in a project that uses an ORM; of any other there is nothing to find. */
function inServing<Found>(file: LintedFile, ask: (session: Session, facts: ModuleFacts) => readonly Found[]): readonly Found[] {
  const found = quietly<readonly Found[]>(() => {
    const session = openInProgram(file);
    const facts = session?.view.facts(session.view.path);
    return session && facts && !isCommand(facts, file) ? ask(session, facts) : [];
  }, []);
  closeFile();
  return found;
}

/** The folder of the package that a file belongs to. */
function packageOf(view: ProjectView, { cwd }: LintedFile): string {
  return view.manifests(view.path)[0]?.dir ?? cwd;
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

/** What is understood of the schemas that speak for these files, and of the models that they declare; both sides of relations are tied. */
export function schemaGraph(files: readonly LintedFile[]): readonly Schema[] {
  return merged(
    files.flatMap(file =>
      quietly(() => {
        const session = openSession(file);
        const { view, analysis } = session;
        return [...analysis.link.schemas(view.path), ...declaredIn(analysis.link, view.path), ...unparsed(session, file)];
      }, []),
    ),
  );
}

/** A file that names an ORM and cannot be parsed: what it declares is not known. */
function unparsed({ view, used }: Session, { text }: LintedFile): readonly Schema[] {
  const orm = used.at(view.path).find(({ packages }) => packages.some(name => text.includes(name)));
  const error = orm === undefined || view.facts(view.path) ? undefined : parseError(view.path, text);
  return orm === undefined || !error ? [] : [{ orm: orm.name, files: [], models: [], clients: [], problems: [{ file: view.path, ...error }] }];
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
