import { basename, relative } from 'node:path';

import { alternatives } from '../link/join.ts';
import { isClient } from '../queries/written-query.ts';
import type { SchemaFinding } from '../../vocabulary/finding.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Analysis } from '../analysis.ts';

/** The schemas that speak for a module and cannot be read, each with its first problem, where the module makes a client of their ORM. */
export function schemaFindingsIn(an: Analysis, m: ModuleId, root: string): readonly SchemaFinding[] {
  const facts = an.link.facts(m)!;
  const broken = an.link.schemas(m).filter(({ problems }) => problems.length > 0);
  if (broken.length === 0) return [];
  const made = facts.sites.flatMap(({ e }) => {
    const call = facts.exprs[e]!;
    if (call.k !== 'call' || call.new !== true) return [];
    const client = alternatives(an.link.callAt(m, e).value).find(value => value.k === 'orm' && isClient(an.link, value));
    return client?.k === 'orm' ? [{ orm: client.orm, span: facts.exprs[call.callee]! }] : [];
  });
  return broken.flatMap(({ orm, problems: [first] }) => {
    const place = made.find(each => each.orm === orm);
    return place && first ? [{ at: place.span.at, end: place.span.end, file: relative(root, first.file).replaceAll('\\', '/') || basename(first.file), line: first.line, message: first.message }] : [];
  });
}
