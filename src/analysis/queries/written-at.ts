import type { Orm } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import type { Rewrites, WrittenQuery } from '../../vocabulary/rewrite.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import type { StandingQuery } from './queries.ts';
import { schemaOf } from './declared-schema.ts';

/** The text that is linted, and the ranges of the packages that its manifest asks for. */
export type LintedText = { readonly text: string; readonly range: (packageName: string) => string | undefined };

/** A query as it is written, with what rewrites it; nothing where its ORM has no rewrites. */
export function writtenAt(an: Analysis, { m, e, query }: Pick<StandingQuery, 'm' | 'e' | 'query'>, { text, range }: LintedText): { written: WrittenQuery; rewrites: Rewrites } | undefined {
  const orm = an.link.orms.find(({ name }) => name === query.orm);
  const rewrites = orm?.words.rewrites;
  if (!rewrites) return undefined;
  const schema = schemaOf(an.link, m, query);
  const model = schema?.models.find(({ name }) => name.toLowerCase() === query.model?.toLowerCase());
  return { written: { facts: an.link.facts(m)!, text, call: e, query: ofVersion(orm, query, range), typed: holdsTypes(m), ...(model && { model }) }, rewrites };
}

/** A query that knows for which version of its ORM another one is to be written. */
export function ofVersion({ packages }: Orm, query: QueryCall, range: LintedText['range']): QueryCall {
  const version = leastOf(range(packages[0] ?? ''));
  return version ? { ...query, version } : query;
}

/** `^0.3.20` → `[0, 3, 20]`; nothing for what names no number: `catalog:`, `workspace:*`, `latest`. */
function leastOf(range: string | undefined): readonly number[] | undefined {
  const numbers: readonly (string | undefined)[] | undefined = /^[\^~>=v\s]*(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(range ?? '')?.slice(1);
  return numbers?.map(part => Number(part ?? 0));
}

/** Whether a file of that name may hold types. */
export function holdsTypes(m: ModuleId): boolean {
  return /\.(?:[cm]?ts|tsx|vue|svelte)$/.test(m);
}
