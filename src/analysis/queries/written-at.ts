import type { QueryCall } from '../../vocabulary/query.ts';
import type { Rewrites, WrittenQuery } from '../../vocabulary/rewrite.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';
import type { Link } from '../link/link.ts';
import type { StandingQuery } from './queries.ts';
import { modelIn } from './declared-schema.ts';

/** A query as it is written, with what rewrites it; nothing where its ORM has no rewrites. */
export function writtenAt(an: Analysis, { m, e, query }: Pick<StandingQuery, 'm' | 'e' | 'query'>, text: string): { written: WrittenQuery; rewrites: Rewrites } | undefined {
  const orm = an.link.orms.find(({ name }) => name === query.orm);
  const rewrites = orm?.words.rewrites;
  if (!rewrites) return undefined;
  const model = modelIn(an.link, m, query);
  return { written: { facts: an.link.facts(m)!, text, call: e, query: ofVersion(an.link, m, query), typed: holdsTypes(m), ...(model && { model }) }, rewrites };
}

/** A query that knows for which version of its ORM another one is to be written. */
export function ofVersion(link: Link, m: ModuleId, query: QueryCall): QueryCall {
  const version = link.version(query.orm, m);
  return version ? { ...query, version } : query;
}

/** Whether a file of that name may hold types. */
export function holdsTypes(m: ModuleId): boolean {
  return /\.(?:[cm]?ts|tsx|vue|svelte)$/.test(m);
}
