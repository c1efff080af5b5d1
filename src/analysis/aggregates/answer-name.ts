import { indexOf } from '../../facts/index-of.ts';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';

/** What the program calls the answer of a call: the variable or the property that it ends in, also out of `const [open, closed] = await Promise.all([…])`. */
export function answerName(facts: ModuleFacts, e: E): string | undefined {
  const index = indexOf(facts);
  const path: number[] = [];
  for (let at = e; ; ) {
    const parent = index.parent[at] ?? -1;
    const around = facts.exprs[parent];
    if (!around) return nameOfVariable(facts, at, path);
    switch (around.k) {
      case 'await':
      case 'as':
      case 'choice':
        break;
      case 'array':
        path.unshift(around.items.findIndex(item => item.e === at));
        break;
      case 'object':
        return around.props.find(prop => prop.value === at)?.name;
      case 'call':
        if (!around.args.some(arg => arg.e === at) || path.length === 0) return undefined;
        break;
      case 'get':
        // `query.then(Number)`, `query.first()`.
        if (facts.exprs[index.parent[parent] ?? -1]?.k !== 'call') return undefined;
        at = index.parent[parent]!;
        continue;
      default:
        return undefined;
    }
    at = parent;
  }
}

function nameOfVariable(facts: ModuleFacts, e: E, path: readonly number[]): string | undefined {
  return facts.vars.find(({ defs }) => defs.some(def => def.e === e && def.path.length >= path.length && path.every((step, at) => def.path[at] === step)))?.name;
}
