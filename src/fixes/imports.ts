import type { ModuleFacts } from '../vocabulary/ir.ts';
import type { Names, TextEdit } from '../vocabulary/rewrite.ts';
import { styleOf } from './style.ts';

/** The imports that a rewrite needs: what is imported already keeps its name, what is missing is added. */
export function importsFor(facts: ModuleFacts, text: string): { names: Names; edits: () => readonly TextEdit[] } {
  const missing = new Map<string, string[]>();
  const names: Names = (from, name) => {
    const known = facts.imports.find(each => each.from === from && each.name === name && !each.typeOnly);
    if (known) return facts.vars[known.local]!.name;
    // What the name means elsewhere in the file, or how a CommonJS module would come by it, is not guessed.
    if (facts.imports.length === 0 || facts.vars.some(each => each.name === name) || facts.exprs.some(expr => expr.k === 'global' && expr.name === name)) return undefined;
    const list = missing.get(from) ?? [];
    missing.set(from, list.includes(name) ? list : [...list, name]);
    return name;
  };
  return { names, edits: () => [...missing].flatMap(([from, wanted]) => importEdit(facts, text, from, wanted)) };
}

function importEdit(facts: ModuleFacts, text: string, from: string, names: readonly string[]): readonly TextEdit[] {
  const known = facts.imports.findLast(each => each.from === from && !each.typeOnly && each.name !== 'default' && each.name !== '*');
  if (known) {
    const { at, name } = facts.vars[known.local]!;
    return [{ at: at + name.length, end: at + name.length, text: `, ${names.join(', ')}` }];
  }
  const { newline, semicolon, quote } = styleOf(text);
  const at = afterImports(facts, text);
  return [{ at, end: at, text: `import { ${names.join(', ')} } from ${quote}${from}${quote}${semicolon}${newline}` }];
}

/** Where the line of the last import ends. */
function afterImports(facts: ModuleFacts, text: string): number {
  const last = Math.max(...facts.imports.map(({ local }) => facts.vars[local]!.at));
  const end = /^[^]*?from\s*(['"])[^'"\n]*\1[^\n]*(?:\n|$)/.exec(text.slice(last));
  return last + (end?.[0].length ?? 0);
}
