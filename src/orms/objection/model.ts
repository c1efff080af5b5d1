import type { ClassView, DeclaredModel } from '../../vocabulary/declaration.ts';
import type { ObjectView, View } from '../../vocabulary/orm.ts';
import type { Column, RelationLink } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';

// https://vincit.github.io/objection.js/guide/models.html
/** The model of a class: its `jsonSchema`, `idColumn` and `relationMappings`, as far as they are values. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (view?.name === undefined) return undefined;
  const id = keysOf(staticOf(view, 'idColumn'));
  const relations = relationsOf(staticOf(view, 'relationMappings'));
  return {
    model: { ...tableOf(view), name: view.name, file: view.declared.m, at: declaration.at, columns: [...columnsOf(staticOf(view, 'jsonSchema')), ...relations.map(({ column }) => column)], keys: [{ columns: id, primary: true }] },
    related: relations.flatMap(({ related }) => related ?? []),
  };
}

/** The value of a static field; a function stands for what it gives. */
function staticOf(view: ClassView, name: string): View | undefined {
  const member = view.members.find(each => each.static && each.name === name);
  return member?.value?.returned() ?? member?.value ?? member?.returned?.();
}

function keysOf(view: View | undefined): readonly string[] {
  const names = [view?.literal(), ...(view?.list()?.items.map(item => item.literal()) ?? [])];
  const known = names.filter(name => typeof name === 'string');
  return known.length > 0 ? known : ['id'];
}

function columnsOf(view: View | undefined): readonly Column[] {
  const object = view?.object()?.get('properties')?.object();
  return (object?.names ?? []).flatMap((name): Column[] => {
    const property = object?.get(name);
    const type = property?.object()?.get('type');
    const types = [type?.literal(), ...(type?.list()?.items.map(item => item.literal()) ?? [])].filter(each => typeof each === 'string');
    return property ? [{ name, type: types.find(each => each !== 'null') ?? '', nullable: types.includes('null'), list: types.includes('array'), at: property.at }] : [];
  });
}

function tableOf(view: ClassView): { table?: string } {
  const table = staticOf(view, 'tableName')?.text();
  return table === undefined ? {} : { table };
}

function relationsOf(view: View | undefined): readonly { column: Column; related?: Declared }[] {
  const object = view?.object();
  return (object?.names ?? []).flatMap(name => {
    const mapping = object?.get(name);
    const settings = mapping?.object();
    const kind = settings?.get('relation')?.name() ?? '';
    const target = settings?.get('modelClass');
    const to = (target?.returned() ?? target)?.class();
    // `modelClass: path.join(__dirname, 'Pet')`, `modelClass: './Pet'`: the file is named for the class.
    const relation = to?.name ?? /(\w+)(?:\.\w+)?$/.exec(target?.text() ?? target?.call()?.args.at((target.call()?.args.count ?? 1) - 1)?.text() ?? '')?.[1];
    const list = /Many/.test(kind);
    return mapping ? [{ column: { name, type: relation ?? '', nullable: !list, list, ...(relation !== undefined && { relation }), at: mapping.at, link: linkOf(kind, settings?.get('join')?.object()) }, ...(to && { related: to.declared }) }] : [];
  });
}

/** `join: { from: 'pets.ownerId', through: { … }, to: 'persons.id' }`. https://vincit.github.io/objection.js/guide/relations.html */
function linkOf(kind: string, join: ObjectView | undefined): RelationLink {
  const columnsAt = (side: string): string[] => {
    const view = join?.get(side);
    return [view, ...(view?.list()?.items ?? [])].flatMap(each => each?.text()?.split('.').slice(-1) ?? []);
  };
  if (kind.startsWith('ManyToMany') || kind.includes('Through')) {
    const table = join?.get('through')?.object()?.get('from')?.text()?.split('.')[0];
    return { ...(kind.startsWith('ManyToMany') && { manyToMany: true as const }), key: { side: 'between', columns: [], ...(table !== undefined && { table }) } };
  }
  return { key: kind.startsWith('BelongsTo') ? { side: 'own', columns: columnsAt('from') } : { side: 'other', columns: columnsAt('to') } };
}
