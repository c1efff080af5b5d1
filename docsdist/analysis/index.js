import { printFacts } from "../facts/print.js";
import { explainLine } from "./explain.js";
import { mayRepeat, repeats } from "./gate.js";
import { findingsIn } from "./loop-findings.js";
import { isOfflineFile, openSession, usesOrm, work } from "./session.js";
/** Errors are bugs of ours: a linter that crashes is worse than none. Tests and developers ask to see them. */
const SHOW_ERRORS = process.env['ESLINT_PLUGIN_ORM_DEBUG'] !== undefined;
/** What the loop rule may report in a file, every kind; the silent classes are gone. No input makes it throw. */
export function loopFindings(file) {
    if (!mayRepeat(file.text))
        return [];
    return quietly(() => {
        const session = openSession(file);
        const { path } = session.view;
        if (isOfflineFile(session, file, path) || !usesOrm(session, path))
            return [];
        const facts = session.view.facts(path);
        if (!facts || !repeats(facts))
            return [];
        return findingsIn(session.analysis, path, session.view.manifests(path)[0]?.dir ?? file.cwd);
    }, []);
}
/** What is known about a line, for people. */
export function explain(file, line) {
    return quietly(() => explainLine(openSession(file), file, line), []);
}
/** The facts of a file, readable; `undefined` when it cannot be parsed. */
export function printedFacts(file) {
    return quietly(() => {
        const { view } = openSession(file);
        const facts = view.facts(view.path);
        return facts && printFacts(facts);
    }, undefined);
}
/** Work done so far: files read, parsed and decoded, specifiers resolved. */
export function counters() {
    return work();
}
function quietly(ask, otherwise) {
    try {
        return ask();
    }
    catch (error) {
        if (SHOW_ERRORS)
            throw error;
        return otherwise;
    }
}
