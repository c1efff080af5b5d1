import { printFacts } from '../facts/print.ts';
import type { Explanation, LoopFinding, RelationFinding, ResolverFinding } from '../vocabulary/finding.ts';
import type { Schema } from '../vocabulary/schema.ts';
import { explainLine } from './explain.ts';
import { isClientSide, mayRepeat, mayWait, repeats } from './gate.ts';
import { findingsIn } from './loop-findings.ts';
import { relationFindingsIn } from './relation-findings.ts';
import { resolverFindingsIn } from './resolver-findings.ts';
import { declaredIn, merged } from './schema-graph.ts';
import { isOfflineFile, openSession, usesGraphql, usesOrm, work, type LintedFile } from './session.ts';

export { checkedSettings } from './checked-settings.ts';
export type { LintedFile } from './session.ts';

/** Errors are bugs of ours: a linter that crashes is worse than none. Tests and developers ask to see them. */
const SHOW_ERRORS = process.env['ESLINT_PLUGIN_ORM_DEBUG'] !== undefined;

/** What the loop rule may report in a file, every kind; the silent classes are gone. No input makes it throw. */
export function loopFindings(file: LintedFile): readonly LoopFinding[] {
  if (!mayRepeat(file.text) || isClientSide(file.text)) return [];
  // Several rules ask for them.
  let found = foundInLoops.get(file);
  if (!found) foundInLoops.set(file, (found = findInLoops(file)));
  return found;
}

const foundInLoops = new WeakMap<LintedFile, readonly LoopFinding[]>();

function findInLoops(file: LintedFile): readonly LoopFinding[] {
  return quietly(() => {
    const session = openSession(file);
    const { path } = session.view;
    if (isOfflineFile(session, file, path) || !usesOrm(session, path)) return [];
    const facts = session.view.facts(path);
    if (!facts || !repeats(facts)) return [];
    return findingsIn(session.analysis, path, session.view.manifests(path)[0]?.dir ?? file.cwd);
  }, []);
}

/** The relations that are read in a file on rows which were read without them. No input makes it throw. */
export function relationFindings(file: LintedFile): readonly RelationFinding[] {
  if (!mayWait(file.text) || isClientSide(file.text)) return [];
  return quietly(() => {
    const session = openSession(file);
    const { path } = session.view;
    if (isOfflineFile(session, file, path) || !usesOrm(session, path) || !session.view.facts(path)) return [];
    return relationFindingsIn(session.analysis, path, session.view.manifests(path)[0]?.dir ?? file.cwd);
  }, []);
}

/** The queries that GraphQL field resolvers of a file run for each object of a list. No input makes it throw. */
export function resolverFindings(file: LintedFile): readonly ResolverFinding[] {
  if (isClientSide(file.text)) return [];
  return quietly(() => {
    const session = openSession(file);
    const { path } = session.view;
    if (isOfflineFile(session, file, path) || !usesOrm(session, path) || !usesGraphql(session, path)) return [];
    return resolverFindingsIn(session.analysis, path);
  }, []);
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
        const { view, analysis } = openSession(file);
        return [...analysis.link.schemas(view.path), ...declaredIn(analysis.link, view.path)];
      }, []),
    ),
  );
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
