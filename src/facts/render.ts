import type { E, Expr, ModuleFacts } from '../vocabulary/ir.ts';

type Kind<K extends Expr['k']> = Extract<Expr, { k: K }>;

const SYMBOLIC = /^\W/;
const PREFIX = /^(?:typeof|void|delete)$/;

/** An expression as short text for messages, at most `max` characters: `prisma.post.findMany`, `Object.keys(byId)`. */
export function renderExpr(facts: ModuleFacts, e: E, max = 60): string {
  const text = new Rendering(facts, max).text(e);
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

class Rendering {
  private readonly facts: ModuleFacts;
  private readonly max: number;

  constructor(facts: ModuleFacts, max: number) {
    this.facts = facts;
    this.max = max;
  }

  // No text needs more levels than the letters it may have.
  text(e: E, depth = 0): string {
    const expr = this.facts.exprs[e];
    return expr === undefined || depth > this.max ? '…' : this.textOf(expr, depth + 1);
  }

  private textOf(expr: Expr, depth: number): string {
    switch (expr.k) {
      case 'lit':
        return typeof expr.v === 'string' ? `'${expr.v}'` : String(expr.v);
      case 'undef':
        return 'undefined';
      case 'regex':
        return '/…/';
      case 'text':
        return expr.of.length === 0 ? `\`${expr.quasis[0] ?? ''}\`` : '`…`';
      case 'var':
        return this.facts.vars[expr.v]?.name ?? '…';
      case 'global':
        return expr.name;
      case 'this':
      case 'super':
        return expr.k;
      case 'meta':
        return 'import.meta';
      case 'object':
        return expr.props.length === 0 ? '{}' : '{…}';
      case 'array':
        return expr.items.length === 0 ? '[]' : '[…]';
      case 'fn':
        return this.facts.fns[expr.f]?.name ?? '() => …';
      case 'class':
        return this.facts.classes[expr.c]?.name ?? 'class {…}';
      case 'as':
        return this.text(expr.of, depth);
      case 'unknown':
        return '…';
      default:
        return this.compound(expr, depth);
    }
  }

  private compound(expr: Kind<'get' | 'call' | 'await' | 'yield' | 'yield*' | 'choice' | 'op' | 'set' | 'seq'>, depth: number): string {
    switch (expr.k) {
      case 'get':
        return this.member(expr, depth);
      case 'call':
        return this.call(expr, depth);
      case 'choice':
        return this.choice(expr, depth);
      case 'op':
        return this.operation(expr, depth);
      case 'set':
        return this.assignment(expr, depth);
      case 'seq':
        return expr.of.map(part => this.text(part, depth)).join(', ');
      default:
        return expr.of === undefined ? expr.k : `${expr.k} ${this.text(expr.of, depth)}`;
    }
  }

  private member({ of, name, key, optional }: Kind<'get'>, depth: number): string {
    const object = this.operand(of, depth);
    if (key !== undefined) return `${object}${optional ? '?.' : ''}[${this.text(key, depth)}]`;
    if (name === undefined || !/^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return `${object}['${name ?? '…'}']`;
    return `${object}${optional ? '?.' : '.'}${name}`;
  }

  private call({ callee, args, new: isNew, optional, tagged }: Kind<'call'>, depth: number): string {
    const called = this.operand(callee, depth);
    const name = isNew ? `new ${called.includes('(') && !called.startsWith('(') ? `(${called})` : called}` : called;
    if (tagged) return `${name}\`…\``;
    const all = args.map(({ e, spread }) => `${spread ? '...' : ''}${this.text(e, depth)}`).join(', ');
    return `${name}${optional ? '?.' : ''}(${all.length > this.max / 3 || all.includes('…') ? '…' : all})`;
  }

  private choice({ test, of, op }: Kind<'choice'>, depth: number): string {
    if (test === undefined) return of.map(part => this.operand(part, depth)).join(` ${op} `);
    return `${this.text(test, depth)} ? ${of.map(part => this.text(part, depth)).join(' : ')}`;
  }

  private operation({ op, of }: Kind<'op'>, depth: number): string {
    const [only] = of;
    if (of.length > 1 || only === undefined) return of.map(part => this.operand(part, depth)).join(` ${op} `);
    return `${op}${PREFIX.test(op) ? ' ' : ''}${this.operand(only, depth)}`;
  }

  private assignment({ v, to, vs, op, value }: Kind<'set'>, depth: number): string {
    const target = v !== undefined ? (this.facts.vars[v]?.name ?? '…') : to !== undefined ? this.text(to, depth) : vs ? '{…}' : '…';
    return value === undefined ? `${target}${op}` : `${target} ${op} ${this.text(value, depth)}`;
  }

  private operand(e: E, depth: number): string {
    const text = this.text(e, depth);
    const k = this.facts.exprs[e]?.k;
    const binds = k === 'choice' || k === 'op' || k === 'set' || k === 'seq' || k === 'await' || k === 'yield' || k === 'yield*' || k === 'fn';
    return binds && (/[\s]/.test(text) || SYMBOLIC.test(text)) ? `(${text})` : text;
  }
}
