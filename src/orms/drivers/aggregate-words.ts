import type { AggregateGroup } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { pipelineOf } from '../document-aggregate.ts';

/** One pipeline for several counts of a collection; statements in SQL are not read so far. */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  const pipeline = pipelineOf(group);
  if (!first || !pipeline) return undefined;
  const { written, model = '…' } = first.query;
  return { text: `Ask once with \`${written ?? `db.collection('${model}')`}.aggregate([${pipeline.stages}]).toArray()\`; ${pipeline.note}.` };
}
