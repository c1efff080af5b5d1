import { functionsAround } from '../../facts/functions-around.ts';
import { aroundLiteral } from '../../facts/handed-to.ts';
import { indexOf } from '../../facts/index-of.ts';
import { memberOf } from '../../facts/member-of.ts';
import type { At, E, F, ModuleFacts } from '../../vocabulary/ir.ts';
import { methodOf } from '../queries/reach.ts';

/** Functions that fill a new database, by their name: `seedRoles`, `runFullSeed`. */
const SEEDS = /(?:^_?(?:re)?seed|Seed)(?:s|er|ing)?(?=[A-Z_\d]|$)/;
/** Paths of routes that developers call: `/api/dev/seed-services`. */
const ROUTE = /(?:^|\/)(?:dev|debug|(?:re)?seed(?:-[\w-]*)?)(?:\/|$)/;
const METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'use', 'route']);
// https://docs.nestjs.com/controllers#routing
const DECORATORS: ReadonlySet<string> = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All']);

/** Whether a place stands in a function that serves developers alone: it fills a database for them, or its route says so. */
export function isForDevelopment(facts: ModuleFacts, at: At): boolean {
  return [...functionsAround(facts, indexOf(facts).fnAt(at))].some(f => SEEDS.test(facts.fns[f]!.name ?? '') || isHandler(facts, f) || isDecorated(facts, f));
}

/** `app.post('/dev/seed', async (req, res) => …)`. */
function isHandler(facts: ModuleFacts, f: F): boolean {
  const call = facts.exprs[aroundLiteral(facts, f)?.around ?? -1];
  return call?.k === 'call' && METHODS.has(methodOf(facts, call.callee) ?? '') && saysRoute(facts, call.args[0]?.e);
}

/** `@Post('dev/seed')`. */
function isDecorated(facts: ModuleFacts, f: F): boolean {
  return memberOf(facts, f)?.member.decorators.some(e => {
    const call = facts.exprs[e]!;
    const callee = call.k === 'call' ? facts.exprs[call.callee]! : undefined;
    return call.k === 'call' && callee?.k === 'var' && DECORATORS.has(facts.vars[callee.v]!.name) && saysRoute(facts, call.args[0]?.e);
  }) === true;
}

function saysRoute(facts: ModuleFacts, e: E | undefined): boolean {
  const path = e === undefined ? undefined : facts.exprs[e]!;
  return path?.k === 'lit' && typeof path.v === 'string' && ROUTE.test(path.v);
}
