import type { AggregateGroup } from '../../vocabulary/aggregate.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { pipelineOf } from '../document-aggregate.ts';
import { methodOf } from './phrases.ts';

/** One pipeline for several counts. https://mongoosejs.com/docs/api/aggregate.html: it casts nothing. */
export function singleAggregate(group: AggregateGroup): Advice | undefined {
  const [first] = group.queries;
  const pipeline = pipelineOf(group);
  if (!first || !pipeline) return undefined;
  return { text: `Ask once with \`${methodOf(first.query, 'aggregate')}([${pipeline.stages}])\`; ${pipeline.note}; \`aggregate\` casts nothing to the types of the schema.` };
}
