import { parseSync, type ParserOptions, type Program } from 'oxc-parser';

type Lang = NonNullable<ParserOptions['lang']>;

const MARKUP = /\.(?:vue|svelte|astro)$/;
const ASTRO_FENCE = /^\s*---\r?\n[^]*?\r?\n---/;
const SCRIPT = /<script\b((?:"[^"]*"|'[^']*'|[^'">])*)>([^]*?)<\/script\s*>/gi;

/** The syntax tree of a file with UTF-16 offsets into `text`, or `undefined` when the parser cannot read it. */
export function parse(path: string, text: string): Program | undefined {
  try {
    const source = scriptOf(path, text);
    return isScriptLike(path) ? parseEither(source.text, source.lang) : parseAs(source.text, source.lang);
  } catch {
    return undefined;
  }
}

/** The line, and the words, of the first error of a file that the parser cannot read. */
export function parseError(path: string, text: string): { line: number; message: string } | undefined {
  if (parse(path, text)) return undefined;
  const source = scriptOf(path, text);
  const [error] = parseSync(`file.${source.lang}`, source.text, { lang: source.lang }).errors;
  const at = error?.labels[0]?.start ?? 0;
  return { line: source.text.slice(0, at).split('\n').length, message: error?.message ?? 'It cannot be read.' };
}

// A `.js` file does not say whether it is a module: a program that is no module may still be CommonJS (`return` and `await` as a name).
function parseEither(text: string, lang: Lang): Program | undefined {
  return parseAs(text, lang, 'unambiguous') ?? parseAs(text, lang, 'commonjs') ?? parseAs(text, lang, 'module');
}

function parseAs(text: string, lang: Lang, sourceType?: ParserOptions['sourceType']): Program | undefined {
  const options: ParserOptions = { lang, preserveParens: false };
  if (sourceType !== undefined) options.sourceType = sourceType;
  const { errors, program } = parseSync(`file.${lang}`, text, options);
  // Errors that oxc recovers from leave a whole tree, and other parsers accept many such files; a fatal one leaves an empty tree.
  return errors.length > 0 && program.body.length === 0 ? undefined : program;
}

function isScriptLike(path: string): boolean {
  return !/\.(?:[mc]?ts|tsx|mjs)$/.test(path);
}

function scriptOf(path: string, text: string): { text: string; lang: Lang } {
  if (MARKUP.test(path)) return scriptOfMarkup(path, text);
  return { text: text.charCodeAt(0) === 0xfe_ff ? ` ${text.slice(1)}` : text, lang: langOf(path) };
}

function langOf(path: string): Lang {
  if (/\.d\.(?:[^./]+\.)?[mc]?ts$/.test(path)) return 'dts';
  if (/\.[mc]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'tsx' : 'jsx';
}

function scriptOfMarkup(path: string, text: string): { text: string; lang: Lang } {
  const spans: [number, number][] = [];
  let lang: Lang = path.endsWith('.astro') ? 'tsx' : 'jsx';
  const fence = path.endsWith('.astro') ? ASTRO_FENCE.exec(text)?.[0] : undefined;
  // Scripts in the markup of an Astro page run in the browser.
  if (fence !== undefined) spans.push([fence.indexOf('---') + 3, fence.length - 3]);
  else if (!path.endsWith('.astro')) {
    for (const match of text.matchAll(SCRIPT)) {
      const attributes = match[1] ?? '';
      const start = match.index + match[0].indexOf('>', '<script'.length + attributes.length) + 1;
      spans.push([start, start + (match[2] ?? '').length]);
      const declared = /\blang\s*=\s*["']?(ts|tsx|typescript)\b/.exec(attributes)?.[1];
      if (declared !== undefined) lang = declared === 'tsx' ? 'tsx' : 'ts';
    }
  }
  return { text: blankOutside(text, spans), lang };
}

function blankOutside(text: string, spans: readonly [number, number][]): string {
  let kept = '';
  let from = 0;
  for (const [start, end] of spans) {
    // The end tag becomes a semicolon, for two scripts may share a line.
    kept += `${blank(text.slice(from, start))}${text.slice(start, end)};`;
    from = end + 1;
  }
  return kept + blank(text.slice(from));
}

function blank(text: string): string {
  return text.replace(/[^\r\n\u2028\u2029]/g, ' ');
}
