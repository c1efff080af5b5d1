import type { BlockStatement, IfStatement, LabeledStatement, ReturnStatement, Statement, SwitchStatement, ThrowStatement, TryStatement, WithStatement, BreakStatement, ContinueStatement } from 'oxc-parser';
import type { Exit, R } from '../../vocabulary/ir.ts';
import { hoistBlock, hoistPattern } from './hoisting.ts';
import type { Jump, Lowering } from './lowering.ts';
import { bindPattern } from './patterns.ts';
import { scopeIn } from './scopes.ts';
import { startOf } from './span.ts';

const TAKES_LABELS = new Set<Statement['type']>(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement', 'SwitchStatement', 'BlockStatement']);

/** `if (a) … else …`. */
export function lowerIf(lowering: Lowering, node: IfStatement): void {
  const test = lowering.expr(node.test);
  lowerBranch(lowering, node.consequent, lowering.region(node.consequent, { k: 'then', test }).r);
  if (node.alternate) lowerBranch(lowering, node.alternate, lowering.region(node.alternate, { k: 'else', test }).r);
}

/** A block that stands alone. */
export function lowerBlock(lowering: Lowering, node: BlockStatement): void {
  const labels = lowering.takeLabels();
  const { r } = lowering.region(node, { k: 'block' }, labels);
  const { jumps } = lowering.place;
  lowering.within({ jumps: labels.length > 0 ? { outer: jumps, k: 'block', region: r, labels } : jumps }, () => lowerBranch(lowering, node, r));
}

/** The statement or block that a region consists of. */
export function lowerBranch(lowering: Lowering, node: Statement, region: R): void {
  const outer = lowering.enter(region, scopeIn(lowering.place.scope));
  if (node.type === 'BlockStatement') lowerList(lowering, node.body);
  else lowerList(lowering, [node]);
  lowering.place = outer;
}

/** `switch (a) { … }`: one scope, a region for itself and one for each case. */
export function lowerSwitch(lowering: Lowering, node: SwitchStatement): void {
  const labels = lowering.takeLabels();
  const on = lowering.expr(node.discriminant);
  const { r } = lowering.region(node, { k: 'switch', on }, labels);
  const { jumps, scope } = lowering.place;
  lowering.within({ region: r, scope: scopeIn(scope), jumps: { outer: jumps, k: 'switch', region: r, labels } }, () => {
    for (const one of node.cases) hoistBlock(lowering, one.consequent);
    for (const one of node.cases) {
      const test = one.test ? lowering.expr(one.test) : undefined;
      const region = lowering.region(one, test === undefined ? { k: 'case' } : { k: 'case', test }).r;
      lowering.within({ region }, () => {
        for (const statement of one.consequent) lowering.statement(statement);
      });
    }
  });
}

/** `try … catch … finally …`. */
export function lowerTry(lowering: Lowering, node: TryStatement): void {
  lowerBranch(lowering, node.block, lowering.region(node.block, { k: 'try' }).r);
  if (node.handler) lowerCatch(lowering, node.handler);
  if (node.finalizer) lowerBranch(lowering, node.finalizer, lowering.region(node.finalizer, { k: 'finally' }).r);
}

/** `label: …`. */
export function lowerLabeled(lowering: Lowering, node: LabeledStatement): void {
  const labels = [node.label.name];
  let body: Statement = node.body;
  while (body.type === 'LabeledStatement') {
    labels.push(body.label.name);
    body = body.body;
  }
  if (!TAKES_LABELS.has(body.type)) {
    const { r } = lowering.region(body, { k: 'block' }, labels);
    const { jumps } = lowering.place;
    lowering.within({ region: r, jumps: { outer: jumps, k: 'block', region: r, labels } }, () => lowering.statement(body));
    return;
  }
  lowering.putLabels(labels);
  lowering.statement(body);
}

/** `with (a) …`: the names inside may mean members of `a`; what they are bound to here is a guess. */
export function lowerWith(lowering: Lowering, node: WithStatement): void {
  lowering.expr(node.object);
  lowerBranch(lowering, node.body, lowering.region(node.body, { k: 'block' }).r);
}

/** `return a`, `throw a`. */
export function lowerLeave(lowering: Lowering, node: ReturnStatement | ThrowStatement): void {
  const exit: Exit = { kind: node.type === 'ReturnStatement' ? 'return' : 'throw', region: lowering.place.region, at: startOf(node) };
  if (node.argument) exit.value = lowering.expr(node.argument);
  lowering.exit(exit);
}

/** `break`, `continue`, with or without a label. */
export function lowerJump(lowering: Lowering, node: BreakStatement | ContinueStatement): void {
  const kind = node.type === 'BreakStatement' ? 'break' : 'continue';
  const exit: Exit = { kind, region: lowering.place.region, at: startOf(node) };
  const to = findTarget(lowering.place.jumps, kind, node.label?.name);
  if (to !== undefined) exit.to = to;
  lowering.exit(exit);
}

function findTarget(jumps: Jump | undefined, kind: 'break' | 'continue', label: string | undefined): R | undefined {
  for (let jump = jumps; jump !== undefined; jump = jump.outer) {
    if (label !== undefined ? jump.labels.includes(label) : jump.k === 'loop' || (jump.k === 'switch' && kind === 'break')) return jump.region;
  }
  return undefined;
}

function lowerCatch(lowering: Lowering, node: NonNullable<TryStatement['handler']>): void {
  const { r, region } = lowering.region(node, { k: 'catch' });
  const { param } = node;
  lowering.within({ region: r, scope: scopeIn(lowering.place.scope) }, () => {
    if (param) {
      hoistPattern(lowering, param, 'catch');
      bindPattern(lowering, param, { how: 'catch' });
      if (param.type === 'Identifier') region.v = lowering.resolve(param.name)!;
    }
    lowerBranch(lowering, node.body, r);
  });
}

function lowerList(lowering: Lowering, statements: readonly Statement[]): void {
  hoistBlock(lowering, statements);
  for (const statement of statements) lowering.statement(statement);
}
