import type { ObjectView } from '../../vocabulary/orm.ts';
import type { RelationLink } from '../../vocabulary/schema.ts';

/** What a relation is called, what its decorator or method says of it, and whether its rows are documents, which hold the keys of others in a list: https://mikro-orm.io/docs/usage-with-mongo */
export type Said = { readonly name: string; readonly kind: string; readonly inverse: string | undefined; /** The other side has the keys. */ readonly mapped: boolean; readonly inDocuments: boolean };

/** What the options of a relation say of it. https://mikro-orm.io/docs/relationships */
export function linkOf({ kind, name, inverse, mapped, inDocuments }: Said, options: ObjectView | undefined): RelationLink {
  const isOwner = !mapped && (kind === 'ManyToOne' || kind === 'm:1' || ((kind === 'OneToOne' || kind === '1:1') && (options?.get('owner')?.literal() === true || options?.get('inversedBy') !== undefined || inverse === undefined)));
  const column = options?.get('joinColumn')?.text() ?? options?.get('fieldName')?.text();
  const many = kind === 'ManyToMany' || kind === 'm:n';
  const table = options?.get('pivotTable')?.text();
  return {
    ...(many && { manyToMany: true as const }),
    ...(inverse !== undefined && { inverse }),
    ...(options?.get('eager')?.literal() === true && { eager: 'always' as const }),
    ...((isOwner || (many && !mapped && inDocuments)) && { holdsKey: true as const }),
    key: many ? { side: 'between', columns: [], ...(table !== undefined && { table }) } : isOwner ? { side: 'own', columns: [column ?? `${name}_id`] } : { side: 'other', columns: [] },
  };
}

/** `mappedBy: 'author'`, `inversedBy: author => author.books`. */
export function inverseOf(options: ObjectView, list: boolean): string | undefined {
  for (const name of list ? ['mappedBy', 'inversedBy'] : ['inversedBy', 'mappedBy']) {
    const view = options.get(name);
    const inverse = view?.returned()?.name() ?? view?.text();
    if (inverse !== undefined) return inverse;
  }
  return undefined;
}
