import type { Expression, Program, Statement } from 'oxc-parser';
import type { E, ModuleFacts } from '../../vocabulary/ir.ts';
import { parse } from '../parse.ts';
import { lowerAssignment, lowerUpdate } from './assignments.ts';
import { lowerCall, lowerImport, lowerTagged } from './calls.ts';
import { lowerClass } from './classes.ts';
import { lowerAlias, lowerClassDeclaration, lowerEnum, lowerFunctionDeclaration, lowerImportEquals, lowerInterface, lowerNamespace, lowerVariables } from './declarations.ts';
import { lowerArguments, lowerAs, lowerChain, lowerConditional, lowerLiteral, lowerMember, lowerName, lowerObject, lowerPause, lowerSequence, lowerTemplate, lowerUnary } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { hoistBody } from './hoisting.ts';
import { lowerJsx } from './jsx.ts';
import { linesOf } from './lines.ts';
import { lowerFor, lowerForEach, lowerWhile } from './loops.ts';
import { Lowering, type Naming, type Parts } from './lowering.ts';
import { lowerExportAll, lowerExportAssignment, lowerExportDefault, lowerExports, lowerImports } from './modules.ts';
import { endOf, startOf } from './span.ts';
import { lowerBlock, lowerIf, lowerJump, lowerLabeled, lowerLeave, lowerSwitch, lowerTry, lowerWith } from './statements.ts';
import { typeOfProgram } from './types.ts';
import { lowerUnknown } from './unknown.ts';

const PARTS: Parts = { expr: lowerExpression, statement: lowerStatement, fn: lowerFunction, cls: lowerClass, type: typeOfText };

/** A text of this size whose lines are this long on average was written by a bundler: it is nobody's source. */
const BUNDLE_SIZE = 200_000;
const BUNDLE_LINE = 200;

/** Whether a text is a bundle or minified. */
function isBundle(text: string): boolean {
  if (text.length < BUNDLE_SIZE) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > BUNDLE_LINE;
}

/** The facts of a file, or `undefined` when it cannot be read; a `tree` of the text, if there is one, spares parsing it. Never throws. */
export function factsOfText(path: string, text: string, tree?: Program): ModuleFacts | undefined {
  if (isBundle(text)) return undefined;
  const program = tree ?? parse(path, text);
  if (program === undefined) return undefined;
  try {
    return lower(program, text);
  } catch {
    // Nesting deeper than the stack; a file that cannot be read is silent.
    return undefined;
  }
}

/** The facts of a parsed file. */
export function lower(program: Program, text: string): ModuleFacts {
  const facts: ModuleFacts = { lines: linesOf(text), imports: [], exports: [], classes: [], types: {}, fns: [], vars: [], exprs: [], regions: [], sites: [] };
  const lowering = new Lowering(text, facts, PARTS);
  hoistBody(lowering, program.body);
  for (const statement of program.body) lowering.statement(statement);
  for (const { v, def, type } of lowering.signatures) if (facts.vars[v]!.defs.length === 0) declareSignature(facts, v, def, type);
  // The step of a `for` is read after its body, which follows it in the text.
  for (const { defs } of facts.vars) if (defs.length > 1) defs.sort((a, b) => a.at - b.at);
  return facts;
}

function declareSignature(facts: ModuleFacts, v: number, def: Lowering['signatures'][number]['def'], type: Lowering['signatures'][number]['type']): void {
  const known = facts.vars[v]!;
  known.defs.push(def);
  known.type ??= type;
}

function typeOfText(text: string): ReturnType<typeof typeOfProgram> {
  const program = parse('type.ts', `type X = ${text};`);
  return program && typeOfProgram(program);
}

function lowerExpression(lowering: Lowering, node: Expression, naming?: Naming): E {
  switch (node.type) {
    case 'Identifier':
      return lowerName(lowering, node);
    case 'MemberExpression':
      return lowerMember(lowering, node);
    case 'CallExpression':
    case 'NewExpression':
      return lowerCall(lowering, node);
    case 'Literal':
      return lowerLiteral(lowering, node);
    case 'ObjectExpression':
      return lowerObject(lowering, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return lowerFunction(lowering, node, naming);
    case 'AwaitExpression':
    case 'YieldExpression':
      return lowerPause(lowering, node);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return lowerChain(lowering, node);
    case 'ThisExpression':
      return lowering.add({ at: startOf(node), end: endOf(node), k: 'this', fn: lowering.place.thisFn });
    case 'ConditionalExpression':
      return lowerConditional(lowering, node, naming);
    case 'ArrayExpression':
      return lowering.add({ at: startOf(node), end: endOf(node), k: 'array', items: lowerArguments(lowering, node.elements, startOf(node)) });
    case 'AssignmentExpression':
      return lowerAssignment(lowering, node, naming);
    case 'UpdateExpression':
      return lowerUpdate(lowering, node);
    case 'UnaryExpression':
      return lowerUnary(lowering, node);
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return lowering.expr(node.expression, naming);
    case 'TemplateLiteral':
      return lowerTemplate(lowering, node);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
      return lowerAs(lowering, node, naming);
    case 'TaggedTemplateExpression':
      return lowerTagged(lowering, node);
    case 'SequenceExpression':
      return lowerSequence(lowering, node);
    case 'JSXElement':
    case 'JSXFragment':
      return lowerJsx(lowering, node);
    case 'ClassExpression':
    case 'ClassDeclaration':
      return lowerClass(lowering, node, naming);
    case 'ImportExpression':
      return lowerImport(lowering, node);
    case 'Super':
      return lowering.add({ at: startOf(node), end: endOf(node), k: 'super', fn: lowering.place.thisFn });
    case 'MetaProperty':
      return lowering.add({ at: startOf(node), end: endOf(node), k: 'meta' });
    default:
      return lowerUnknown(lowering, node, isExpression);
  }
}

function lowerStatement(lowering: Lowering, node: Statement, docAt?: number): void {
  switch (node.type) {
    case 'ExpressionStatement':
      if (node.directive === null || node.directive === undefined) lowering.expr(node.expression, { docAt: startOf(node) });
      break;
    case 'VariableDeclaration':
      lowerVariables(lowering, node, docAt);
      break;
    case 'IfStatement':
      lowerIf(lowering, node);
      break;
    case 'ReturnStatement':
    case 'ThrowStatement':
      lowerLeave(lowering, node);
      break;
    case 'BlockStatement':
      lowerBlock(lowering, node);
      break;
    case 'ForStatement':
      lowerFor(lowering, node);
      break;
    case 'ForOfStatement':
    case 'ForInStatement':
      lowerForEach(lowering, node);
      break;
    case 'WhileStatement':
    case 'DoWhileStatement':
      lowerWhile(lowering, node);
      break;
    case 'BreakStatement':
    case 'ContinueStatement':
      lowerJump(lowering, node);
      break;
    case 'SwitchStatement':
      lowerSwitch(lowering, node);
      break;
    case 'TryStatement':
      lowerTry(lowering, node);
      break;
    case 'LabeledStatement':
      lowerLabeled(lowering, node);
      break;
    case 'WithStatement':
      lowerWith(lowering, node);
      break;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      lowerFunctionDeclaration(lowering, node, docAt);
      break;
    case 'ClassDeclaration':
      lowerClassDeclaration(lowering, node);
      break;
    case 'TSTypeAliasDeclaration':
      lowerAlias(lowering, node);
      break;
    case 'TSInterfaceDeclaration':
      lowerInterface(lowering, node);
      break;
    case 'TSEnumDeclaration':
      lowerEnum(lowering, node);
      break;
    case 'TSModuleDeclaration':
      lowerNamespace(lowering, node);
      break;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(lowering, node);
      break;
    case 'ImportDeclaration':
      lowerImports(lowering, node);
      break;
    case 'ExportNamedDeclaration':
      lowerExports(lowering, node);
      break;
    case 'ExportDefaultDeclaration':
      lowerExportDefault(lowering, node);
      break;
    case 'ExportAllDeclaration':
      lowerExportAll(lowering, node);
      break;
    case 'TSExportAssignment':
      lowerExportAssignment(lowering, node);
      break;
    case 'EmptyStatement':
    case 'DebuggerStatement':
    case 'TSNamespaceExportDeclaration':
      break;
    default:
      lowerUnknown(lowering, node, isExpression);
  }
}

function isExpression(node: { type: string }): node is Expression {
  return /Expression$|^(?:Identifier|Literal|TemplateLiteral|JSXElement|JSXFragment|MetaProperty|Super)$/.test(node.type) && node.type !== 'TSEmptyBodyFunctionExpression';
}
