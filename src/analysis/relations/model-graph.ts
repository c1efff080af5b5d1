import type { QueryCall } from '../../vocabulary/query.ts';
import type { Column, Model, Schema } from '../../vocabulary/schema.ts';
import type { Declared, ModuleId } from '../../vocabulary/value.ts';
import { modelAt } from '../link/declared-models.ts';
import type { Link } from '../link/link.ts';
import { declaredIn } from './schema-graph.ts';

/** A model, and the way from it to others. */
export type Node = { readonly model: Model; readonly related: readonly Declared[]; readonly m: ModuleId; /** Where the program declares it. */ readonly declared?: Declared };

/** The model that a query of module `m` is about, where it is known. */
export function nodeOf(link: Link, m: ModuleId, { orm, model, declared }: QueryCall): Node | undefined {
  const own = declared && modelAt(link, orm, declared);
  if (own) return { ...withSchema(link, orm, declared.m, own.model), related: own.related, m: declared.m, declared };
  const known = model === undefined ? undefined : named(link, orm, m, model);
  const found = declared && known?.file !== declared.m ? (link.schemaIn(orm, declared.m)?.models.find(({ name }) => name === model) ?? known) : known;
  return found && { model: found, related: [], m };
}

/** The model that a relation leads to. */
export function nodeBehind(link: Link, orm: string, { related, m }: Node, { relation = '' }: Column): Node | undefined {
  for (const each of related) {
    const found = modelAt(link, orm, each);
    if (found && found.model.name === relation) return { ...withSchema(link, orm, each.m, found.model), related: found.related, m: each.m, declared: each };
  }
  const model = named(link, orm, m, relation) ?? besides(link, orm, m, relation);
  return model && { model, related: [], m };
}

/** The members of a model that lead to others. */
export function relationOf({ model }: Node, name: string): Column | undefined {
  return model.columns.find(column => column.name === name && column.relation !== undefined);
}

/** Relations may be added to a declared model by calls of other modules, which the schema of the project has. */
function withSchema(link: Link, orm: string, m: ModuleId, model: Model): { model: Model } {
  const known = named(link, orm, m, model.name);
  const columns = known?.columns.filter(column => column.relation !== undefined && !model.columns.some(({ name }) => name === column.name)) ?? [];
  const scope = known?.scope?.filter(path => !model.scope?.includes(path)) ?? [];
  return { model: { ...model, columns: [...model.columns, ...columns], ...(scope.length > 0 && { scope: [...(model.scope ?? []), ...scope] }) } };
}

function named(link: Link, orm: string, m: ModuleId, name: string): Model | undefined {
  // What is missing in a schema that could not be read in part is not known.
  const models = link.schemas(m).flatMap(schema => (schema.orm === orm && schema.problems.length === 0 ? schema.models : []));
  return models.find(model => model.name === name) ?? models.find(model => model.name.toLowerCase() === name.toLowerCase());
}

/** A model that is declared in the same module. */
function besides(link: Link, orm: string, m: ModuleId, name: string): Model | undefined {
  let known = inModules.get(link);
  if (!known) inModules.set(link, (known = new Map<ModuleId, readonly Schema[]>()));
  let schemas = known.get(m);
  if (!schemas) known.set(m, (schemas = declaredIn(link, m)));
  return schemas.find(schema => schema.orm === orm)?.models.find(model => model.file !== '' && model.name === name);
}

const inModules = new WeakMap<Link, Map<ModuleId, readonly Schema[]>>();
