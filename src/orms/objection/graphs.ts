import type { View } from '../../vocabulary/orm.ts';

/** The relations that a relation expression names, as paths: `[posts.[comments, tags], author]`. https://vincit.github.io/objection.js/api/types/#type-relationexpression */
export function pathsOf(view: View | undefined): readonly string[] {
  const text = view?.literal();
  if (typeof text === 'string') return readText(text);
  const object = view?.object();
  return object ? readObject(object, '') : ['…'];
}

function readObject(object: NonNullable<ReturnType<View['object']>>, prefix: string): string[] {
  const named = object.names.flatMap(name => {
    if (name.startsWith('$')) return [];
    const view = object.get(name);
    const inner = view?.object();
    return view?.literal() === false ? [] : [prefix + name, ...(inner ? readObject(inner, `${prefix}${name}.`) : [])];
  });
  return object.open ? [...named, `${prefix}…`] : named;
}

function readText(text: string): string[] {
  const tokens = text.match(/[\w$*^]+(?:\([^)]*\))?|[[\].,]/g) ?? [];
  const paths: string[] = [];
  let at = 0;
  // One relation, or a list of them, each with what follows behind a dot.
  const read = (prefix: string): void => {
    if (tokens[at] === '[') {
      at++;
      while (at < tokens.length && tokens[at] !== ']') {
        if (tokens[at] === ',') at++;
        else readOne(prefix);
      }
      at++;
    } else readOne(prefix);
  };
  const readOne = (prefix: string): void => {
    const name = (tokens[at++] ?? '').replace(/\(.*$/, '');
    const isAll = /[*^]/.test(name) || name === '';
    const path = isAll ? `${prefix}…` : prefix + name;
    paths.push(path);
    // `pets as dogs` stands under another name.
    if (tokens[at] === 'as') {
      paths.push('…');
      at += 2;
    }
    if (tokens[at] === '.') {
      at++;
      read(`${path}.`);
    }
  };
  while (at < tokens.length) {
    if (tokens[at] === ',' || tokens[at] === ']' || tokens[at] === '.') at++;
    else read('');
  }
  return paths;
}
