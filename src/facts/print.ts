import type { Def, Expr, FnFacts, ModuleFacts, Region, Type } from '../vocabulary/ir.ts';
import { positionOf } from './position.ts';
import { renderExpr } from './render.ts';

/** All tables of a module's facts as text for people. */
export function printFacts(facts: ModuleFacts): string {
  const place = (at: number): string => {
    const { line, column } = positionOf(facts, at);
    return `${line}:${column}`;
  };
  const expr = (e: number | undefined): string => (e === undefined ? '' : `e${e} ${renderExpr(facts, e)}`);
  const sections: [string, string[]][] = [
    ['imports', facts.imports.map(({ local, from, name, typeOnly }, i) => `${i} v${local} ${facts.vars[local]?.name} = ${name} from '${from}'${typeOnly ? ' (type)' : ''}`)],
    ['exports', facts.exports.map(one => `${one.as} = ${one.from ? `${one.name ?? '*'} from '${one.from}'` : one.v === undefined ? expr(one.e) || (one.name ?? '') : `v${one.v} ${facts.vars[one.v]?.name}`}${one.typeOnly ? ' (type)' : ''}`)],
    ['types', Object.entries(facts.types).map(([name, { kind, params, extends: bases, body }]) => `${kind} ${name}${list(params)}${bases.length > 0 ? ` extends ${bases.map(printType).join(', ')}` : ''} = ${printType(body)}`)],
    ['classes', facts.classes.flatMap((cls, c) => [
      `c${c} ${cls.name ?? ''}${list(cls.typeParams)} at ${place(cls.at)} r${cls.region}${cls.super === undefined ? '' : ` extends ${expr(cls.super)}${list(cls.superTypes.map(printType))}`}${cls.ctor === undefined ? '' : ` ctor f${cls.ctor}`}${cls.decorators.map(e => ` @${renderExpr(facts, e)}`).join('')}`,
      ...cls.members.map(member => `   ${member.private ? 'private ' : ''}${member.static ? 'static ' : ''}${member.abstract ? 'abstract ' : ''}${member.kind} ${member.name ?? `[${expr(member.key)}]`}${member.f === undefined ? '' : ` f${member.f}`}${typed(member.type)}${member.value === undefined ? '' : ` = ${expr(member.value)}`}${member.decorators.map(e => ` @${renderExpr(facts, e)}`).join('')}`),
    ])],
    ['functions', facts.fns.flatMap((fn, f) => [
      `f${f} ${fnWords(fn)} at ${place(fn.at)}${fn.outer === undefined ? '' : ` in f${fn.outer} r${fn.outerRegion}`} body r${fn.body}${typed(fn.returns)}`,
      ...fn.params.map((param, i) => `   param ${i} ${param.rest ? '...' : ''}${param.v === undefined ? '' : `v${param.v} ${facts.vars[param.v]?.name}`}${typed(param.type)}${param.default === undefined ? '' : ` = ${expr(param.default)}`}`),
      ...fn.exits.map(exit => `   ${exit.kind} ${expr(exit.value)} at ${place(exit.at)} r${exit.region}${exit.to === undefined ? '' : ` to r${exit.to}`}`),
    ])],
    ['variables', facts.vars.flatMap(({ name, kind, fn, region, at, type, defs }, v) => [`v${v} ${kind} ${name} at ${place(at)} f${fn} r${region}${typed(type)}`, ...defs.map(def => `   ${printDef(def, expr)} at ${place(def.at)} r${def.region}`)])],
    ['regions', facts.regions.map((region, r) => `r${r} ${region.label ? `${region.label}: ` : ''}${region.k} at ${place(region.at)} f${region.fn}${region.parent === undefined ? '' : ` in r${region.parent}`}${headOf(region, expr)}`)],
    ['sites', facts.sites.map(({ e, at, region }, site) => `s${site} ${expr(e)} at ${place(at)} r${region}`)],
    ['expressions', facts.exprs.map((one, e) => `e${e} ${place(one.at)} ${printExpr(one)}`)],
  ];
  return sections.filter(([, rows]) => rows.length > 0).map(([title, rows]) => `${title}\n${rows.map(row => `  ${row.trimEnd()}`).join('\n')}\n`).join('\n');
}

/** A type as text. */
export function printType(type: Type): string {
  switch (type.k) {
    case 'ref':
      return `${type.name.join('.')}${list(type.args.map(printType))}`;
    case 'object':
      return `{ ${type.members.map(({ name, type: of, optional }) => `${name}${optional ? '?' : ''}${typed(of)}`).join('; ')} }`;
    case 'union':
    case 'and':
      return type.of.map(printType).join(type.k === 'and' ? ' & ' : ' | ');
    case 'tuple':
      return `[${type.of.map(printType).join(', ')}]`;
    case 'array':
      return `(${printType(type.of)})[]`;
    case 'fn':
      return `(${type.fn.params.map(param => `${param.rest ? '...' : ''}${param.name ?? '_'}${typed(param.type)}`).join(', ')}) => ${type.fn.returns ? printType(type.fn.returns) : 'unknown'}`;
    case 'typeof':
      return `typeof ${type.path.join('.')}`;
    case 'index':
      return `${printType(type.of)}[${printType(type.key)}]`;
    case 'lit':
      return JSON.stringify(type.v);
    case 'keyof':
      return `keyof ${printType(type.of)}`;
    case 'primitive':
      return type.name;
    case 'unknown':
      return '?';
  }
}

function printExpr({ at: _at, end: _end, k, ...rest }: Expr): string {
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return [k, ...fields].join(' ');
}

function printDef(def: Def, expr: (e: number | undefined) => string): string {
  const path = def.path.map(step => `.${step}`).join('');
  const source = [expr(def.e), def.loop === undefined ? '' : `r${def.loop}`, def.param === undefined ? '' : String(def.param), def.import === undefined ? '' : String(def.import)].filter(Boolean).join(' ');
  return `${def.how} ${def.op ?? ''} ${source} ${path}${def.default === undefined ? '' : ` default ${expr(def.default)}`}`.replace(/ +/g, ' ').trim();
}

function headOf(region: Region, expr: (e: number | undefined) => string): string {
  const heads = ['test', 'on', 'init', 'step', 'over'].flatMap(key => {
    const e = (region as { [key: string]: unknown })[key];
    return typeof e === 'number' ? [` ${key} ${expr(e)}`] : [];
  });
  return `${heads.join('')}${'vars' in region ? ` vars ${region.vars.map(v => `v${v}`).join(' ')}` : ''}`;
}

function fnWords({ kind, name, async: isAsync, generator, static: isStatic, implicit, cls }: FnFacts): string {
  return [isStatic && 'static', implicit && 'implicit', isAsync && 'async', generator && 'generator', kind, name, cls === undefined ? undefined : `of c${cls}`].filter(Boolean).join(' ');
}

function typed(type: Type | undefined): string {
  return type === undefined ? '' : `: ${printType(type)}`;
}

function list(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<${parts.join(', ')}>`;
}
