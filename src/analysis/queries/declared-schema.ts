import type { QueryCall } from '../../vocabulary/query.ts';
import type { Model, Schema } from '../../vocabulary/schema.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import { modelAt } from '../link/declared-models.ts';
import type { Link } from '../link/link.ts';

/** The schema that has a query's model: the one that the program declares, else the one of the files, and of those the one that its declaration stands in; models may be spelled with another first letter there. */
export function schemaOf(link: Link, m: ModuleId, query: QueryCall): Schema | undefined {
  const declared = declaredSchema(link, query);
  if (declared) return declared;
  const own = link.schemas(m).filter(({ orm }) => orm === query.orm);
  const file = query.declared?.m;
  const having = own.filter(({ models }) => models.some(({ name }) => name.toLowerCase() === query.model?.toLowerCase()));
  const known = having.find(({ files }) => file === undefined || files.includes(file));
  return known ?? (file !== undefined ? link.schemaIn(query.orm, file) : undefined) ?? having[0] ?? own[0];
}

/** The model of a query in its schema. */
export function modelIn(link: Link, m: ModuleId, query: QueryCall): Model | undefined {
  return schemaOf(link, m, query)?.models.find(({ name }) => name.toLowerCase() === query.model?.toLowerCase());
}

/** The schema of a query whose model the program declares: that model, and those that its relations lead to. */
function declaredSchema(link: Link, { orm, declared }: QueryCall): Schema | undefined {
  const own = declared && modelAt(link, orm, declared);
  if (!own) return undefined;
  const related = own.related.flatMap(each => modelAt(link, orm, each)?.model ?? []);
  const models = [own.model, ...related.filter(({ name }) => name !== own.model.name)];
  return { orm, files: [...new Set(models.map(({ file }) => file))], models, clients: [], problems: [] };
}
