import { indexOf } from '../../facts/index-of.ts';
import { isLoop } from '../../facts/region.ts';
import type { Asked } from '../../vocabulary/asked.ts';
import type { At, E, ModuleFacts, V } from '../../vocabulary/ir.ts';
import type { Analysis } from '../analysis.ts';
import { asksForAny } from './emptiness.ts';
import { ELEMENT_OF, type Held, type ResultUse } from '../results/result-use.ts';
import { usesOf } from '../results/result-uses.ts';
import { tallyOf, type Round } from './tally.ts';

/** What is worked out of rows, and the places where: reads of a length, callbacks, loops. */
export type AskedRows = { asked: Asked; reads: readonly ResultUse[] };

const TESTS: ReadonlySet<string> = new Set(['filter', 'some']);
const ADDS_UP: ReadonlySet<string> = new Set(['reduce', 'forEach', 'for…of']);
/** Questions about the shape of a value, which no condition on columns asks. */
const OF_SHAPE: ReadonlySet<string> = new Set(['isArray', 'typeof', 'instanceof', 'in']);
/** Lists of the same length. */
const SAME_LENGTH: ReadonlySet<string> = new Set(['sort', 'toSorted', 'reverse', 'toReversed', 'filter']);

/** What a program works out of the rows that an expression holds; `undefined` when it uses a row for anything else. */
export function askedOf(an: Analysis, held: Held): AskedRows | undefined {
  const facts = an.link.facts(held.m)!;
  const rounds: (Piece & { use: ResultUse })[] = [];
  const lengths: ResultUse[] = [];
  const numbers: ResultUse[] = [];
  const columns = new Map<Piece, Set<string>>();
  const unequal = new Set<Piece>();
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
      // Rows that are gone through again and again are looked up in, and one query could not answer that.
      if (!piece || use.kind !== 'each' || isRepeatedMore(facts, use.at, facts.exprs[held.e]!.at)) return undefined;
      rounds.push({ ...piece, use });
    } else {
      const round = rounds.find(each => first === ELEMENT_OF && use.m === held.m && use.at >= each.at && use.end <= each.end);
      if (!round || use.kind === 'write' || use.kind === 'escape' || use.kind === 'each') return undefined;
      if (use.kind === 'compare' && OF_SHAPE.has(use.op)) return undefined;
      if (use.kind !== 'member' && !(use.kind === 'compare' && (use.op === '===' || use.op === '=='))) unequal.add(round);
      if (typeof second !== 'string' || use.kind !== 'member') continue;
      const known = columns.get(round) ?? new Set<string>();
      // What lies behind a relation, or in JSON, is no column of the rows.
      columns.set(round, known.add(use.path.length > 2 ? '' : second));
    }
  }
  if (lengths.length === 0 && rounds.length === 0) return undefined;
  return verdict(an, facts, { lengths, numbers, rounds, columnsOf: round => [...(columns.get(round) ?? [])], isEqual: round => !unequal.has(round) });
}

/** Whether a place stands in a loop or a callback that another one does not stand in. */
function isRepeatedMore(facts: ModuleFacts, at: At, other: At): boolean {
  const index = indexOf(facts);
  if (index.fnAt(at) !== index.fnAt(other)) return true;
  for (let r: number | undefined = index.regionAt(at); r !== undefined; r = facts.regions[r]!.parent) {
    const region: ModuleFacts['regions'][number] = facts.regions[r]!;
    if (isLoop(region) && (other < region.at || other >= region.end)) return true;
  }
  return false;
}

/** The code that is run for each row: the body of a loop, or a callback that is written in place. */
type Piece = Round & { method: string; call?: E; result?: E; body: { at: At; end: At } };

function pieceOf(facts: ModuleFacts, use: ResultUse & { kind: 'each' }): Piece | undefined {
  const { method, call } = use;
  if (!TESTS.has(method) && !ADDS_UP.has(method)) return undefined;
  if (call === undefined) {
    const place = indexOf(facts).use(use.e);
    const region = place.k === 'region' ? facts.regions[place.r]! : undefined;
    // What the loop goes through stands before what it does.
    return region?.k === 'of' ? { method, at: region.at, end: region.end, body: { at: facts.exprs[region.over]!.end, end: region.end }, rows: new Set(region.vars) } : undefined;
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

type Used = {
  lengths: readonly ResultUse[];
  numbers: readonly ResultUse[];
  rounds: readonly (Piece & { use: ResultUse })[];
  /** The columns that a round looks at; an empty name where it looks behind them. */
  columnsOf: (round: Piece) => readonly string[];
  /** It compares them for equality and does nothing else. */
  isEqual: (round: Piece) => boolean;
};

function verdict(an: Analysis, facts: ModuleFacts, { lengths, numbers, rounds, columnsOf, isEqual }: Used): AskedRows | undefined {
  const reads = [...lengths, ...rounds.map(({ use }) => use)];
  const [round, ...others] = rounds;
  if (!round) return { asked: { what: isAny(an, numbers) ? 'any' : 'number' }, reads };
  if (ADDS_UP.has(round.method)) {
    const asked = others.length > 0 ? undefined : tallyOf(facts, { rows: round.rows, at: round.body.at, end: round.body.end }, round.method === 'reduce' ? round.result : undefined);
    return asked && { asked, reads };
  }
  // Each `filter` has to end in a number, and each callback in a test of columns.
  const ends = (call: E | undefined): boolean => lengths.some(({ via }) => via.some(({ e }) => e === call));
  if (!rounds.every(({ method, call }) => method === 'some' || (method === 'filter' && ends(call)))) return undefined;
  const columns = [...new Set(rounds.flatMap(columnsOf))];
  if (columns.length === 0) return undefined;
  const plain = lengths.some(({ via }) => !via.some(({ how }) => how === 'filter'));
  if (others.length > 0 || plain) {
    // Several numbers over the same rows are worth one query when they are the groups of a column.
    const grouped = columns.length === 1 && columns[0] !== '' && rounds.every(each => each.method === 'filter' && isEqual(each));
    return grouped ? { asked: { what: 'tally', by: columns }, reads } : undefined;
  }
  const any = round.method === 'some' || isAny(an, numbers);
  // How a column is asked is shown only where it is by equality.
  return { asked: { what: any ? 'any-passing' : 'passing', columns: columns.includes('') ? [] : columns, ...(rounds.every(isEqual) && { equal: true as const }) }, reads };
}

function isAny(an: Analysis, numbers: readonly ResultUse[]): boolean {
  return numbers.length > 0 && numbers.every(use => asksForAny(an, use));
}
