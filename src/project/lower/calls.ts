import type { CallExpression, Expression, ImportExpression, NewExpression, Span, TaggedTemplateExpression, TSTypeParameterInstantiation } from 'oxc-parser';
import type { Arg, E, Expr } from '../../vocabulary/ir.ts';
import { exportCalled } from './commonjs.ts';
import { lowerArguments, lowerTemplate } from './expressions.ts';
import type { Lowering } from './lowering.ts';
import { endOf, startOf } from './span.ts';
import { typeArguments } from './types.ts';

type Call = Extract<Expr, { k: 'call' }>;

/** `f(a)` and `new F(a)`. */
export function lowerCall(lowering: Lowering, node: CallExpression | NewExpression): E {
  const callee = lowering.expr(node.callee);
  const call = callOf(node, callee, lowerArguments(lowering, node.arguments, endOf(node)), node.typeArguments);
  if (node.type === 'NewExpression') call.new = true;
  else if (node.optional) call.optional = true;
  exportCalled(lowering, call);
  return addCall(lowering, call);
}

/** `tag\`text\``. */
export function lowerTagged(lowering: Lowering, node: TaggedTemplateExpression): E {
  const callee = lowering.expr(node.tag);
  const call = callOf(node, callee, [{ e: lowerTemplate(lowering, node.quasi) }], node.typeArguments);
  call.tagged = true;
  return addCall(lowering, call);
}

/** `import(a)`: a call of the global `import`. */
export function lowerImport(lowering: Lowering, node: ImportExpression): E {
  const callee = lowering.add({ at: startOf(node), end: startOf(node) + 'import'.length, k: 'global', name: 'import' });
  const nodes: Expression[] = node.options ? [node.source, node.options] : [node.source];
  return addCall(lowering, callOf(node, callee, lowerArguments(lowering, nodes, endOf(node))));
}

function callOf(node: Span, callee: E, args: Arg[], types?: TSTypeParameterInstantiation | null): Call {
  const call: Call = { at: startOf(node), end: endOf(node), k: 'call', callee, args, site: -1 };
  if (types) call.types = typeArguments(types);
  return call;
}

// The site comes last: a call happens after its callee and its arguments.
function addCall(lowering: Lowering, call: Call): E {
  const { sites } = lowering.facts;
  call.site = sites.length;
  const e = lowering.add(call);
  sites.push({ e, at: call.at, end: call.end, region: lowering.place.region });
  return e;
}
