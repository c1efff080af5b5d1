import { relative } from 'node:path';
import { orms } from "../orms/index.js";
import { Project } from "../project/project.js";
import { isOffline } from "../settings.js";
import { effectsOf } from "./effects.js";
import { makeLink } from "./link/index.js";
import { makeOnce, Memory } from "./link/memory.js";
import { parameterUse } from "./parameter-use.js";
import { describeLoop, framesOf } from "./repetition.js";
import { runsAsArgument, runsOf } from "./runs.js";
import { Schemas } from "./schemas.js";
const project = new Project();
/** An editor's text and the disk's take turns: both are kept. */
const MOST_KEPT = 2;
let kept = [];
/** The session for a linted file: what was linked before, as long as nothing it rests on has changed. */
export function openSession(file) {
    const view = project.open(file.filename, file.text);
    const found = kept.find(each => each.generation === view.generation && each.settings === file.settings && each.cwd === file.cwd);
    const session = found ?? makeSession(view, file);
    kept = [session, ...kept.filter(each => each !== session)].slice(0, MOST_KEPT);
    return session.use(view);
}
/** Work done by this process so far. */
export function work() {
    return project.work;
}
function makeSession(first, { settings, cwd }) {
    let view = first;
    const schemas = new Schemas(() => view, orms, settings, cwd);
    const link = makeLink({ facts: path => view.facts(path), resolve: (from, specifier) => view.resolve(from, specifier) }, orms, settings, m => schemas.for(m));
    const effects = new Memory();
    const uses = new Memory();
    const runs = new Memory();
    const loops = new Map();
    const once = makeOnce([effects, uses, runs]);
    const ELSEWHERE = { how: 'elsewhere' };
    const analysis = {
        link,
        runsOf: (m, f, env) => once(runs, `${m}#${f}@${env?.id ?? ''}`, ELSEWHERE, () => runsOf(analysis, m, f, env)),
        runsAsArgument: (m, call, at, path, env) => runsAsArgument(analysis, m, call, at, path, env),
        parameterUse: (callee, at, path) => once(uses, `${callee.m}#${callee.f}@${callee.env?.id ?? ''}:${at}.${path.join('.')}`, ELSEWHERE, () => parameterUse(analysis, callee, at, path)),
        framesOf: (m, region, env, stop) => framesOf(analysis, m, region, env, stop),
        describeLoop: (m, region) => {
            const key = `${m}#${region}`;
            let found = loops.get(key);
            if (!found)
                loops.set(key, (found = describeLoop(analysis, m, region)));
            return found;
        },
        effectsOf: callee => once(effects, `${callee.m}#${callee.f}@${callee.env?.id ?? ''}`, [], () => effectsOf(analysis, callee)),
    };
    return {
        generation: first.generation,
        settings,
        cwd,
        use: next => {
            view = next;
            return { view: next, analysis, schemas };
        },
    };
}
/** Whether a file of the program does not serve requests, by its path in its package. */
export function isOfflineFile({ view }, { settings, cwd }, path) {
    const dir = view.manifests(path)[0]?.dir ?? cwd;
    return isOffline(settings, relative(dir, path));
}
/** Whether the project may use an ORM at all: a package in a manifest above the file, or in its workspace, or a schema. */
export function usesOrm(session, path) {
    const packages = orms.flatMap(orm => orm.packages);
    const { view } = session;
    if (view.manifests(path).some(manifest => packages.some(name => manifest.dependencies.has(name))))
        return true;
    if ((view.workspace(path)?.packages ?? []).some(each => packages.some(name => each.manifest.dependencies.has(name))))
        return true;
    return session.schemas.for(path).length > 0;
}
