import type { DoWhileStatement, ForInStatement, ForOfStatement, ForStatement, Statement, WhileStatement } from 'oxc-parser';
import type { E, R, V } from '../../vocabulary/ir.ts';
import { lowerVariables, settleVars } from './declarations.ts';
import { hoistPattern, kindOf } from './hoisting.ts';
import type { Lowering } from './lowering.ts';
import { bindPattern } from './patterns.ts';
import { scopeIn } from './scopes.ts';
import { endOf, startOf } from './span.ts';
import { lowerBranch } from './statements.ts';

const LATER: E = -1;

/** `while (a) …` and `do … while (a)`: the test runs in every round. */
export function lowerWhile(lowering: Lowering, node: WhileStatement | DoWhileStatement): void {
  const labels = lowering.takeLabels();
  const { r, region } = lowering.region(node, { k: node.type === 'WhileStatement' ? 'while' : 'do', test: LATER }, labels);
  const testRound = (): void => lowering.within({ region: r }, () => {
    region.test = lowering.expr(node.test);
  });
  if (region.k === 'while') testRound();
  lowerRounds(lowering, node.body, r, labels);
  if (region.k === 'do') testRound();
}

/** `for (a; b; c) …`: what is declared in the head is there before the first round, so it belongs to the region around. */
export function lowerFor(lowering: Lowering, node: ForStatement): void {
  const labels = lowering.takeLabels();
  lowering.within({ scope: scopeIn(lowering.place.scope) }, () => {
    const init = lowerInit(lowering, node);
    const { r, region } = lowering.region(node, { k: 'for' }, labels);
    if (init !== undefined) region.init = init;
    const { test, update } = node;
    lowering.within({ region: r }, () => {
      if (test) region.test = lowering.expr(test);
    });
    lowerRounds(lowering, node.body, r, labels);
    lowering.within({ region: r }, () => {
      if (update) region.step = lowering.expr(update);
    });
  });
}

/** `for (const a of b) …`, `for (a in b) …`, `for await (…) …`. */
export function lowerForEach(lowering: Lowering, node: ForOfStatement | ForInStatement): void {
  const labels = lowering.takeLabels();
  const over = lowering.expr(node.right);
  const k = node.type === 'ForInStatement' ? 'in' : node.await ? 'await-of' : 'of';
  const { r, region } = lowering.region(node, { k, over, vars: [] as V[] }, labels);
  lowering.within({ region: r, scope: scopeIn(lowering.place.scope) }, () => {
    region.vars = lowerHead(lowering, node.left, r);
    lowerRounds(lowering, node.body, r, labels);
  });
}

// Only a single initial value can be named; others are found through the variables' definitions.
function lowerInit(lowering: Lowering, { init }: ForStatement): E | undefined {
  if (!init) return undefined;
  if (init.type !== 'VariableDeclaration') return lowering.expr(init);
  if (init.kind !== 'var') for (const { id } of init.declarations) hoistPattern(lowering, id, kindOf(init));
  const values = lowerVariables(lowering, init);
  return values.length === 1 ? values[0] : undefined;
}

function lowerHead(lowering: Lowering, left: ForOfStatement['left'], loop: R): V[] {
  if (left.type === 'VariableDeclaration') {
    const id = left.declarations[0]?.id;
    if (id === undefined) return [];
    if (left.kind !== 'var') hoistPattern(lowering, id, kindOf(left));
    settleVars(lowering, left);
    return bindPattern(lowering, id, { how: 'each', loop }).vs;
  }
  const { vs, of } = bindPattern(lowering, left, { how: 'each', loop });
  if (of.length > 0) lowering.add({ at: startOf(left), end: endOf(left), k: 'unknown', why: 'each', of });
  return vs;
}

function lowerRounds(lowering: Lowering, body: Statement, region: R, labels: readonly string[]): void {
  const { jumps } = lowering.place;
  lowering.within({ jumps: { outer: jumps, k: 'loop', region, labels } }, () => lowerBranch(lowering, body, region));
}
