import type { At } from '../vocabulary/ir.ts';
import type { TextEdit } from '../vocabulary/rewrite.ts';

/** How a file is written, as far as new text has to fit it. */
export type Style = { readonly newline: string; readonly semicolon: string; readonly quote: string; /** The parameter of an arrow function. */ readonly parameter: (name: string) => string; /** One step of indentation. */ readonly step: string };

/** The style of a file, by what it mostly does. */
export function styleOf(text: string): Style {
  const ends = count(text, /;[ \t]*\r?$/gm);
  const bare = count(text, /[\w)\]'"`][ \t]*\r?$/gm);
  const parens = count(text, /\(\w+\) =>/g) > count(text, /(?<![\w$.)]\s*)\b(?!async\b)\w+ =>/g);
  return {
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    semicolon: ends > 0 && ends * 3 >= bare ? ';' : '',
    quote: count(text, /(?:from |require\()"/g) > count(text, /(?:from |require\()'/g) ? '"' : "'",
    step: /\{\r?\n([ \t]+)\S/.exec(text)?.[1] ?? '  ',
    parameter: name => (parens || !/^[\w$]+$/.test(name) ? `(${name})` : name),
  };
}

/** The white space that the line of an offset begins with; nothing when something else stands before the offset. */
export function indentAt(text: string, at: At): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The white space that the line of an offset begins with, whatever stands before the offset. */
export function lineIndent(text: string, at: At): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))?.[0] ?? '';
}

/** Text of several lines moved out from one indentation to another; as it is where a template may hold the white space. */
export function reindented(code: string, from: string, to: string): string {
  return code.includes('`') || from === to ? code : code.replaceAll(`\n${from}`, `\n${to}`);
}

/** New text in the quotes of a file; as it is where something in it may only look like a text. */
export function inQuotesOf(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (styleOf(text).quote === "'") return edits;
  return edits.map(edit => (/[/`]/.test(edit.text) ? edit : { ...edit, text: edit.text.replaceAll(/"(?:[^"\\\n]|\\.)*"|'([^'"\\\n]*)'/g, (whole, inner?: string) => (inner === undefined ? whole : `"${inner}"`)) }));
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
