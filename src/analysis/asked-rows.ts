import { indexOf } from '../facts/index-of.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { At, E, ModuleFacts, V } from '../vocabulary/ir.ts';
import type { Analysis } from './analysis.ts';
import { asksForAny } from './emptiness.ts';
import { ELEMENT_OF, type Held, type ResultUse } from './result-use.ts';
import { usesOf } from './result-uses.ts';
import { tallyOf, type Round } from './tally.ts';

/** What is worked out of rows, and the places where: reads of a length, callbacks, loops. */
export type AskedRows = { asked: Asked; reads: readonly ResultUse[] };

/** Numbers that are counted one by one are not worth a query each. */
const MOST_COUNTS = 2;
const TESTS: ReadonlySet<string> = new Set(['filter', 'some']);
const ADDS_UP: ReadonlySet<string> = new Set(['reduce', 'forEach', 'for…of']);
/** Lists of the same length. */
const SAME_LENGTH: ReadonlySet<string> = new Set(['sort', 'toSorted', 'reverse', 'toReversed', 'filter']);

/** What a program works out of the rows that an expression holds; `undefined` when it uses a row for anything else. */
export function askedOf(an: Analysis, held: Held): AskedRows | undefined {
  const facts = an.link.facts(held.m)!;
  const rounds: (Piece & { use: ResultUse })[] = [];
  const lengths: ResultUse[] = [];
  const numbers: ResultUse[] = [];
  const columns = new Map<Piece, Set<string>>();
  for (const use of usesOf(an, held)) {
    const [first, second] = use.path;
    if (first === 'length') {
      if (use.kind === 'write') return undefined;
      if (use.kind !== 'length') numbers.push(use);
      else if (use.path.length > 1 || !use.via.every(({ how }) => SAME_LENGTH.has(how))) return undefined;
      else lengths.push(use);
    } else if (first === undefined) {
      if (use.kind === 'truthiness' || use.kind === 'compare') continue;
      const piece = use.kind === 'each' && use.m === held.m ? pieceOf(facts, use) : undefined;
      if (!piece || use.kind !== 'each') return undefined;
      rounds.push({ ...piece, use });
    } else {
      const round = rounds.find(each => first === ELEMENT_OF && use.m === held.m && use.at >= each.at && use.end <= each.end);
      if (!round || use.kind === 'write' || use.kind === 'escape' || use.kind === 'each') return undefined;
      if (typeof second !== 'string' || use.kind !== 'member') continue;
      const known = columns.get(round) ?? new Set<string>();
      // What lies behind a relation, or in JSON, is no column of the rows.
      columns.set(round, known.add(use.path.length > 2 ? '' : second));
    }
  }
  if (lengths.length === 0 && rounds.length === 0) return undefined;
  return verdict(facts, lengths, numbers, rounds, round => [...(columns.get(round) ?? [])]);
}

/** The code that is run for each row: the body of a loop, or a callback that is written in place. */
type Piece = Round & { method: string; call?: E; result?: E; body: { at: At; end: At } };

function pieceOf(facts: ModuleFacts, use: ResultUse & { kind: 'each' }): Piece | undefined {
  const { method, call } = use;
  if (!TESTS.has(method) && !ADDS_UP.has(method)) return undefined;
  if (call === undefined) {
    const place = indexOf(facts).use(use.e);
    const region = place.k === 'region' ? facts.regions[place.r]! : undefined;
    return region?.k === 'of' ? { method, at: region.at, end: region.end, body: region, rows: new Set(region.vars) } : undefined;
  }
  const expr = facts.exprs[call]!;
  const literal = expr.k === 'call' && expr.args[0] ? facts.exprs[expr.args[0].e] : undefined;
  if (literal?.k !== 'fn') return undefined;
  const { at, end, exits, body } = facts.fns[literal.f]!;
  const returned = exits.filter(exit => exit.kind === 'return' && exit.value !== undefined);
  return { method, call, at, end, body: facts.regions[body]!, rows: rowsOf(facts, literal.f, method === 'reduce' ? 1 : 0), ...(returned.length === 1 && { result: returned[0]!.value! }) };
}

function rowsOf(facts: ModuleFacts, f: number, at: number): ReadonlySet<V> {
  return new Set(facts.vars.flatMap((held, v) => (held.fn === f && held.defs.some(def => def.how === 'param' && def.param === at) ? [v] : [])));
}

function verdict(facts: ModuleFacts, lengths: readonly ResultUse[], numbers: readonly ResultUse[], rounds: readonly (Piece & { use: ResultUse })[], columnsOf: (round: Piece) => readonly string[]): AskedRows | undefined {
  const reads = [...lengths, ...rounds.map(({ use }) => use)];
  const adding = rounds.filter(({ method }) => ADDS_UP.has(method));
  if (adding.length > 0) {
    const [only] = adding;
    const asked = adding.length === 1 && rounds.length === 1 && only ? tallyOf(facts, { rows: only.rows, at: only.body.at, end: only.body.end }, only.method === 'reduce' ? only.result : undefined) : undefined;
    return asked && { asked, reads };
  }
  const filtered = lengths.filter(({ via }) => via.some(({ how }) => how === 'filter'));
  const tests = rounds.filter(({ method }) => TESTS.has(method));
  if (tests.length === 0) return { asked: { what: isAny(facts, numbers) ? 'any' : 'number' }, reads };
  // Each `filter` has to end in a number, and each callback in a test of columns.
  const filters = tests.filter(({ method }) => method === 'filter');
  if (!filters.every(({ call }) => filtered.some(({ via }) => via.some(({ e }) => e === call)))) return undefined;
  if (tests.length + (lengths.length > filtered.length ? 1 : 0) > MOST_COUNTS) return undefined;
  const tested = tests.map(columnsOf);
  if (tested.some(columns => columns.length === 0)) return undefined;
  const columns = [...new Set(tested.flat())];
  const any = filters.length === 0 ? lengths.length === 0 : isAny(facts, numbers);
  return { asked: { what: any ? 'any-passing' : 'passing', columns: columns.includes('') ? [] : columns }, reads };
}

function isAny(facts: ModuleFacts, numbers: readonly ResultUse[]): boolean {
  return numbers.length > 0 && numbers.every(use => asksForAny(facts, use));
}
