import type { ClassView, DeclaredModel } from '../../vocabulary/declaration.ts';
import type { View } from '../../vocabulary/orm.ts';
import type { Column } from '../../vocabulary/schema.ts';
import type { Declared } from '../../vocabulary/value.ts';

// https://vincit.github.io/objection.js/guide/models.html
/** The model of a class: its `jsonSchema`, `idColumn` and `relationMappings`, as far as they are values. */
export function model(declaration: View): DeclaredModel | undefined {
  const view = declaration.class();
  if (view?.name === undefined) return undefined;
  const id = keysOf(staticOf(view, 'idColumn'));
  const relations = relationsOf(staticOf(view, 'relationMappings'));
  return {
    model: { name: view.name, file: view.declared.m, at: declaration.at, columns: [...columnsOf(staticOf(view, 'jsonSchema')), ...relations.map(({ column }) => column)], keys: [{ columns: id, primary: true }] },
    related: relations.flatMap(({ related }) => related ?? []),
  };
}

/** The value of a static field; a function stands for what it gives. */
function staticOf(view: ClassView, name: string): View | undefined {
  const value = view.members.find(member => member.static && member.name === name)?.value;
  return value?.returned() ?? value;
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

function relationsOf(view: View | undefined): readonly { column: Column; related?: Declared }[] {
  const object = view?.object();
  return (object?.names ?? []).flatMap(name => {
    const mapping = object?.get(name);
    const settings = mapping?.object();
    const list = /Many/.test(settings?.get('relation')?.name() ?? '');
    const target = settings?.get('modelClass');
    const to = (target?.returned() ?? target)?.class();
    return mapping ? [{ column: { name, type: to?.name ?? '', nullable: !list, list, ...(to?.name !== undefined && { relation: to.name }), at: mapping.at }, ...(to && { related: to.declared }) }] : [];
  });
}
