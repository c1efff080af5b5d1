import type { Orm } from '../../vocabulary/orm.ts';
import type { Column, Model, Schema, SchemaProblem } from '../../vocabulary/schema.ts';
import type { Declared, ModuleId } from '../../vocabulary/value.ts';
import type { Link } from '../link/link.ts';
import { addedIn, withAdded } from '../link/declared-models.ts';
import { inherited } from '../link/members.ts';
import { viewOf } from '../link/views.ts';

/** The models that a module declares by classes and calls, one schema for each ORM; and what it adds to models of other modules. */
export function declaredIn(link: Link, m: ModuleId): readonly Schema[] {
  if (!link.facts(m)) return [];
  return link.orms.flatMap(orm => {
    const models = declarationsOf(link, orm, m).flatMap(each => orm.model?.(viewOf(link, m, each.e, undefined))?.model ?? []);
    const added = addedIn(link, orm, m);
    const here = models.map(model => withAdded(model, added));
    // What is added to a model of another module is kept under its name, until the models are merged.
    const names = [...new Set(added.map(({ model }) => model))].filter(name => !here.some(model => isNamed(model, name)));
    const elsewhere = names.map(name => withAdded({ name, file: '', at: 0, columns: [], keys: [] }, added));
    return here.length + elsewhere.length === 0 ? [] : [{ orm: orm.name, files: [m], models: [...here, ...elsewhere], clients: [], problems: [] }];
  });
}

function declarationsOf(link: Link, orm: Orm, m: ModuleId): readonly Declared[] {
  const { classes, exprs } = link.facts(m)!;
  const ofClasses = classes.flatMap((cls, c): Declared[] => {
    const view = link.classView(m, c);
    if (!view) return [];
    const made = cls.super === undefined ? undefined : inherited(link, { k: 'class', m, c });
    const extendsModel = made?.k === 'orm' && made.orm === orm.name && made.declared?.m === m && made.declared.c === c;
    return extendsModel || isDecorated(orm, view) ? [view.declared] : [];
  });
  const ofCalls = exprs.flatMap((expr, e): Declared[] => {
    if (expr.k !== 'call') return [];
    const { value } = link.callAt(m, e);
    return value.k === 'orm' && value.orm === orm.name && value.declared?.m === m && value.declared.e === e ? [value.declared] : [];
  });
  return [...ofClasses, ...ofCalls];
}

/** Whether a decorator of the class, or of one of its members, comes from a package of the ORM. */
function isDecorated(orm: Orm, { decorators, members }: NonNullable<ReturnType<Link['classView']>>): boolean {
  return [...decorators, ...members.flatMap(member => member.decorators)].some(decorator => {
    const value = decorator.value();
    return value.k === 'external' && orm.packages.some(name => value.from === name || value.from.startsWith(`${name}/`));
  });
}

/** One schema for each ORM, each model once, with both sides of relations tied. */
export function merged(schemas: readonly Schema[]): readonly Schema[] {
  const orms = [...new Set(schemas.map(({ orm }) => orm))];
  return orms.flatMap(orm => {
    const own = schemas.filter(schema => schema.orm === orm);
    const models = mergeModels(own.flatMap(schema => schema.models)).filter(({ file }) => file !== '');
    const problems = uniqueProblems(own.flatMap(schema => schema.problems));
    if (models.length + problems.length === 0) return [];
    return [{ orm, files: [...new Set(own.flatMap(schema => schema.files))], models: tied(models), clients: [...new Set(own.flatMap(schema => schema.clients))], problems }];
  });
}

function mergeModels(models: readonly Model[]): Model[] {
  const found: Model[] = [];
  for (const model of models) {
    const at = found.findIndex(each => isNamed(each, model.name) && (each.file === model.file || each.file === '' || model.file === ''));
    if (at < 0) {
      found.push(model);
      continue;
    }
    const known = found[at]!;
    const base = known.file === '' ? model : known;
    const more = base === known ? model : known;
    found[at] = withAdded(base, [...more.columns.map(column => ({ model: base.name, column })).filter(({ column }) => !base.columns.some(({ name }) => name === column.name)), { model: base.name, scope: (more.scope ?? []).filter(path => !base.scope?.includes(path)) }]);
  }
  return found;
}

function uniqueProblems(problems: readonly SchemaProblem[]): SchemaProblem[] {
  return [...new Map(problems.map(problem => [`${problem.file}:${problem.line}:${problem.message}`, problem])).values()];
}

/** Models whose relations know the way back, where each side leads to the other once. */
function tied(models: readonly Model[]): Model[] {
  const back = (model: Model, column: Column): Column | undefined => {
    const leads = (from: Model | undefined, to: string): Column[] => from?.columns.filter(({ relation }) => relation !== undefined && relation.toLowerCase() === to.toLowerCase()) ?? [];
    const other = models.find(each => isNamed(each, column.relation!));
    const ways = leads(other, model.name);
    return other !== model && ways.length === 1 && leads(model, column.relation!).length === 1 ? ways[0] : undefined;
  };
  return models.map(model => ({
    ...model,
    columns: model.columns.map(column => {
      const inverse = column.relation === undefined || column.link?.inverse !== undefined ? undefined : back(model, column)?.name;
      return inverse === undefined ? column : { ...column, link: { ...column.link, inverse } };
    }),
  }));
}

function isNamed({ name }: Model, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}
