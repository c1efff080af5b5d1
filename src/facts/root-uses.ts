import type { C, ClassFacts, Def, E, Exit, F, FnFacts, ModuleFacts, R, V, VarFacts } from '../vocabulary/ir.ts';

/** How an expression that is part of no other expression is used. */
export type Use =
  | { k: 'exit'; fn: F; exit: Exit }
  | { k: 'def'; v: V; def: Def }
  | { k: 'pattern-default'; v: V; def: Def }
  | { k: 'region'; r: R }
  | { k: 'param-default'; fn: F; param: number }
  | { k: 'member'; c: C; m: number }
  | { k: 'super'; c: C }
  | { k: 'decorator' }
  | { k: 'export' }
  | { k: 'statement' };

type Put = (e: E | undefined, use: Use) => void;

/** How the expressions of a module that are part of no other are used, where it is more than to stand as a statement. */
export function rootUses(facts: ModuleFacts): Map<E, Use> {
  const uses = new Map<E, Use>();
  const put: Put = (e, use) => {
    if (e !== undefined && !uses.has(e)) uses.set(e, use);
  };
  facts.fns.forEach((each, fn) => putFn(each, fn, put));
  facts.classes.forEach((each, c) => putClass(each, c, put));
  facts.vars.forEach((each, v) => putVar(each, v, put));
  facts.regions.forEach((region, r) => {
    for (const e of headOf(region)) put(e, { k: 'region', r });
  });
  for (const { e } of facts.exports) put(e, { k: 'export' });
  return uses;
}

function putFn({ exits, params }: FnFacts, fn: F, put: Put): void {
  for (const exit of exits) put(exit.value, { k: 'exit', fn, exit });
  for (const [param, { default: value, decorators = [] }] of params.entries()) {
    put(value, { k: 'param-default', fn, param });
    for (const e of decorators) put(e, { k: 'decorator' });
  }
}

function putClass(cls: ClassFacts, c: C, put: Put): void {
  put(cls.super, { k: 'super', c });
  for (const e of cls.decorators) put(e, { k: 'decorator' });
  for (const [m, { key, value, decorators }] of cls.members.entries()) {
    put(key, { k: 'member', c, m });
    put(value, { k: 'member', c, m });
    for (const e of decorators) put(e, { k: 'decorator' });
  }
}

function putVar({ defs }: VarFacts, v: V, put: Put): void {
  for (const def of defs) {
    if (def.e !== undefined) put(def.e, { k: 'def', v, def });
    if (def.default !== undefined) put(def.default, { k: 'pattern-default', v, def });
  }
}

function headOf(region: ModuleFacts['regions'][number]): (E | undefined)[] {
  switch (region.k) {
    case 'then':
    case 'case':
    case 'while':
    case 'do':
      return [region.test];
    case 'switch':
      return [region.on];
    case 'for':
      return [region.init, region.test, region.step];
    case 'of':
    case 'in':
    case 'await-of':
      return [region.over];
    default:
      return [];
  }
}
