import type { Driven } from '../vocabulary/orm.ts';
import type { QueryCall } from '../vocabulary/query.ts';

/** `` `a` and `b` ``. */
export function listed(fields: readonly string[]): string {
  const quoted = fields.map(field => `\`${field}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

/** Code of a message: in double backticks where it holds a template. */
export function code(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  return `\`\`${text.startsWith('`') ? ' ' : ''}${text}${text.endsWith('`') ? ' ' : ''}\`\``;
}

/** `authorId` → `authorIds`, `category` → `categories`. */
export function plural(name: string): string {
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** `{ status: … }`: what a query writes, as long as it is short. */
export function writtenColumns({ payload }: QueryCall): string {
  const fields = [...new Set(payload?.assignments.map(({ field }) => field) ?? [])];
  const short = payload !== undefined && !payload.open && fields.length > 0 && fields.length < 3;
  return `{ ${short ? fields.map(field => `${field}: …`).join(', ') : '…'} }`;
}

/** How advice to read all rows at once begins: when the keys are known, or can be listed before the loop. */
export function readAll({ late }: Driven): string {
  return late ? 'Let the rounds make their keys first, then read all rows with' : 'Read them all before the loop with';
}
