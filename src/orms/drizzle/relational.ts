import type { Arguments, ObjectView, Outcome } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { begin, holding, type Built } from './built.ts';
import { outcome } from './builders.ts';
import { readFilter } from './filter.ts';

// https://orm.drizzle.team/docs/rqb · /rqb-v2
/** `db.query.users.findMany({ where, with, columns, … })`. */
export function relational(value: OrmValue, method: string, args: Arguments): Outcome | undefined {
  if (method !== 'findMany' && method !== 'findFirst') return undefined;
  const options = args.at(0)?.object();
  const where = options?.get('where');
  const filter = where && readFilter(where, value.model);
  const limit = options?.get('limit');
  const one = method === 'findFirst' || limit?.literal() === 1;
  const start = begin(method, 'read', value);
  const built: Built = {
    ...start,
    cardinality: one ? 'one' : 'many',
    form: where?.object() ? `${start.form} v2`.trim() : start.form,
    conditions: filter?.conditions ?? (args.count > 0 && !options ? unreadOptions(args) : []),
    open: filter?.open ?? (options?.open === true || (args.count > 0 && !options)),
    placeholders: filter?.placeholders ?? {},
    loads: options ? loadsOf(options) : [],
    options: [...(options?.names.filter(name => name !== 'where') ?? []), ...(options?.open === true || (args.count > 0 && !options) || options?.get('with')?.object()?.open === true ? ['...'] : [])],
    ...(limit && { limit: limit.ref }),
    rows: method === 'findMany' ? 'list' : 'one',
  };
  return outcome(holding(value, 'builder', built, value), built);
}

function unreadOptions(args: Arguments): Built['conditions'] {
  const view = args.at(0);
  return view ? [{ field: '*', op: '?', value: view.ref }] : [];
}

/** The relations that `with` loads, as paths. */
function loadsOf(options: ObjectView, prefix = ''): string[] {
  const chosen = options.get('with')?.object();
  return (chosen?.names ?? []).flatMap(name => {
    const view = chosen?.get(name);
    if (!view || view.literal() === false) return [];
    const nested = view.object();
    return [prefix + name, ...(nested ? loadsOf(nested, `${prefix}${name}.`) : [])];
  });
}
