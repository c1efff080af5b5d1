import type { View } from '../../vocabulary/orm.ts';

const ALIASED = /^\s*(\S+)\s+as\s+(\S+)\s*$/i;

/** The table that a statement begins with: `'post'`, `'post as p'`, or the first of a list. */
export function tableOf(view: View | undefined): { model?: string; alias?: string } {
  const name = view?.literal() ?? view?.list()?.items[0]?.literal();
  if (typeof name !== 'string') return {};
  const [, model = name, alias] = ALIASED.exec(name) ?? [];
  return alias === undefined ? { model } : { model, alias };
}

/** A column without the name of the statement's own table: `p.id` → `id`, `author.id` stays. */
export function columnIn(name: string, model: string | undefined, alias: string | undefined): string {
  const own = [alias, model].find(table => table !== undefined && name.startsWith(`${table}.`));
  return own === undefined ? name : name.slice(own.length + 1);
}
