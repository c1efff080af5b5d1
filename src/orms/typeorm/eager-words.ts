import type { Eager } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column } from '../../vocabulary/schema.ts';
import { withPath } from '../relation-paths.ts';
import { treeText } from '../written-options.ts';
import { isBuilt } from './phrases.ts';

/** How a query loads a relation. https://typeorm.io/docs/working-with-entity-manager/find-options#basic-options */
export function eager(query: QueryCall, path: readonly string[], { link }: Column): Eager {
  const is = link?.lazy ? 'is a promise, and waiting for it runs a query' : 'is `undefined`';
  if (isBuilt(query)) {
    const [relation = ''] = path.slice(-1);
    const before = aliasOf(query, path.slice(0, -1));
    return { is, text: `Load it in the builder: \`.leftJoinAndSelect('${before}.${relation}', '${relation}')\`.` };
  }
  const relations = `relations: ${treeText(withPath(query, path))}`;
  const by = /^(find\w*?)By(OrFail)?$/.exec(query.method);
  if (by) return { is, text: `Load it with the rows: \`${by[1] ?? 'find'}${by[2] ?? ''}({ where: …, ${relations} })\` in place of \`${query.method}\`.` };
  return { is, text: `Load it with the rows: \`${relations}\` in the options of \`${query.method}\`.` };
}

/** How the builder calls a relation, or its own rows. */
function aliasOf({ form = '' }: QueryCall, path: readonly string[]): string {
  const [own = '', ...joins] = form.split(' ');
  if (path.length === 0) return own || 'alias';
  const join = joins.find((each) => each.startsWith(`${path.join('.')}=`));
  return join?.split('=')[1] ?? path.at(-1)!;
}
