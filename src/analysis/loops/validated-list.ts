import { heldValue } from '../../facts/held-value.ts';
import type { E, Path, V } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { methodOf } from '../queries/reach.ts';

/** A schema is followed through this many variables, calls and properties. */
const FARTHEST = 24;
const PARSES: ReadonlySet<string> = new Set(['parse', 'parseAsync', 'validateSync', 'validate', 'cast']);
const CHECKED: ReadonlySet<string> = new Set(['safeParse', 'safeParseAsync', 'spa']);
const LIMITS: ReadonlySet<string> = new Set(['max', 'length']);
const KINDS: ReadonlySet<string> = new Set(['enum', 'nativeEnum']);

// https://zod.dev/api#arrays · https://trpc.io/docs/server/validators · https://joi.dev/api/#arraymaxlimit
/** Whether the part of a call's value that `path` leads to is a list that its schema bounds: `schema.parse(body)`, with `tags: z.array(…).max(5)`. */
export function isParsedShort(link: Link, m: ModuleId, e: E, path: Path, most: number): boolean {
  const call = link.facts(m)?.exprs[e];
  const callee = call?.k === 'call' ? link.facts(m)!.exprs[call.callee] : undefined;
  if (callee?.k !== 'get' || callee.name === undefined) return false;
  if (PARSES.has(callee.name)) return isBounded(link, m, callee.of, path, most, 0);
  const [step, ...rest] = path;
  return CHECKED.has(callee.name) && step === 'data' && isBounded(link, m, callee.of, rest, most, 0);
}

/** Whether a procedure's schema bounds a part of what its function is given: `procedure.input(schema).mutation(({ input }) => …)`. */
export function isInputShort(link: Link, m: ModuleId, call: E, [step, ...rest]: Path, most: number): boolean {
  const facts = link.facts(m);
  if (!facts || step !== 'input') return false;
  for (let at = receiverOf(link, m, call); at !== undefined; at = receiverOf(link, m, at)) {
    const expr = facts.exprs[at]!;
    const [schema] = expr.k === 'call' ? expr.args : [];
    if (expr.k === 'call' && methodOf(facts, expr.callee) === 'input' && schema && isBounded(link, m, schema.e, rest, most, 0)) return true;
  }
  return false;
}

/** The types that say what a schema of theirs accepts or gives: `z.infer<typeof Schema>`. */
const INFERS: ReadonlySet<string> = new Set(['infer', 'input', 'output', 'TypeOf', 'Static', 'InferOutput', 'InferInput', 'InferType', 'Infer']);

/** Whether the part of a value that `path` leads to is a list that the schema of its type bounds: `input: z.infer<typeof Schema>`. */
export function isInferredShort(link: Link, value: Value, path: Path, most: number): boolean {
  if (value.k !== 'external' || !value.types) return false;
  const [schema] = value.types;
  const steps = [value.name, ...value.path];
  const at = steps.findIndex(step => INFERS.has(step));
  if (schema?.k !== 'typeof' || at < 0) return false;
  return isNamedBounded(link, value.m, schema.path, [...steps.slice(at + 1), ...path], most);
}

/** The schema that `typeof schemas.Name` is about. */
function isNamedBounded(link: Link, m: ModuleId, [head, ...rest]: readonly string[], path: Path, most: number): boolean {
  const facts = link.facts(m);
  const v = facts?.vars.findIndex(({ name, fn, kind }) => name === head && (fn === 0 || kind === 'import')) ?? -1;
  if (!facts || v < 0) return false;
  const [def] = facts.vars[v]!.defs;
  const [member] = rest;
  if (member === undefined) return isVariableBounded(link, m, v, path, most, 0);
  if (rest.length > 1 || def?.how !== 'import') return false;
  const { from, name } = facts.imports[def.import!]!;
  return name === '*' && isExportBounded(link, m, from, member, path, most, 0);
}

/** What the method of a call is called on. */
function receiverOf(link: Link, m: ModuleId, e: E): E | undefined {
  const exprs = link.facts(m)!.exprs;
  const call = exprs[e]!;
  const callee = call.k === 'call' ? exprs[call.callee]! : undefined;
  return callee?.k === 'get' ? callee.of : undefined;
}

function isBounded(link: Link, m: ModuleId, e: E, path: Path, most: number, hops: number): boolean {
  const facts = link.facts(m);
  const expr = facts?.exprs[e];
  if (!facts || !expr || hops > FARTHEST) return false;
  if (expr.k === 'as') return isBounded(link, m, expr.of, path, most, hops + 1);
  if (expr.k === 'var') return isVariableBounded(link, m, expr.v, path, most, hops);
  if (expr.k !== 'call') return false;
  const callee = facts.exprs[expr.callee]!;
  if (callee.k !== 'get') return false;
  const [first] = expr.args;
  const [step, ...rest] = path;
  if (step === undefined) {
    const value = LIMITS.has(callee.name ?? '') && first ? link.valueOf(m, first.e) : undefined;
    if (value?.k === 'lit' && typeof value.v === 'number' && value.v <= most) return isArray(link, m, callee.of, hops + 1);
    if (callee.name === 'array' && acceptsKinds(link, m, first?.e ?? callee.of, hops + 1)) return true;
  }
  const given = first && facts.exprs[first.e]!;
  const property = given?.k === 'object' ? given.props.find(prop => prop.name === step && !prop.spread) : undefined;
  if (step !== undefined && property) return isBounded(link, m, property.value, rest, most, hops + 1);
  return isBounded(link, m, callee.of, path, most, hops + 1) || (callee.name === 'merge' && first !== undefined && isBounded(link, m, first.e, path, most, hops + 1));
}

function isVariableBounded(link: Link, m: ModuleId, v: V, path: Path, most: number, hops: number): boolean {
  const facts = link.facts(m)!;
  const [def, ...others] = facts.vars[v]!.defs;
  if (!def || others.length > 0) return false;
  if (def.how === 'import') {
    const { from, name } = facts.imports[def.import!]!;
    return isExportBounded(link, m, from, name, path, most, hops + 1);
  }
  return def.how === 'init' && def.e !== undefined && def.path.length === 0 && isBounded(link, m, def.e, path, most, hops + 1);
}

/** Whether a schema is begun as one of lists: strings and numbers have a `max` too. */
function isArray(link: Link, m: ModuleId, e: E, hops: number): boolean {
  const facts = link.facts(m)!;
  const expr = facts.exprs[e]!;
  if (expr.k !== 'call' || hops > FARTHEST) return false;
  return methodOf(facts, expr.callee) === 'array' || (receiverOf(link, m, e) !== undefined && isArray(link, m, receiverOf(link, m, e)!, hops + 1));
}

/** Whether a schema names all that it accepts: lists of kinds are short. */
function acceptsKinds(link: Link, m: ModuleId, e: E, hops: number): boolean {
  const facts = link.facts(m)!;
  const expr = facts.exprs[e]!;
  if (hops > FARTHEST) return false;
  if (expr.k === 'var') {
    const value = heldValue(facts, expr.v);
    return value !== undefined && acceptsKinds(link, m, value, hops + 1);
  }
  return expr.k === 'call' && KINDS.has(methodOf(facts, expr.callee) ?? '');
}

function isExportBounded(link: Link, m: ModuleId, from: string, name: string, path: Path, most: number, hops: number): boolean {
  const target = link.resolve(m, from);
  if (target === undefined || hops > FARTHEST) return false;
  const found = link.exports(target).find(each => each.as === name);
  const [def] = found?.v === undefined ? [] : (link.facts(target)?.vars[found.v]?.defs ?? []);
  if (def?.how === 'init' && def.e !== undefined && def.path.length === 0) return isBounded(link, target, def.e, path, most, hops + 1);
  if (found?.e !== undefined) return isBounded(link, target, found.e, path, most, hops + 1);
  if (found?.from !== undefined) return isExportBounded(link, target, found.from, found.name ?? name, path, most, hops + 1);
  return link.exports(target).some(each => each.as === '*' && each.from !== undefined && isExportBounded(link, target, each.from, name, path, most, hops + 1));
}
