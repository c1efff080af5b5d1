import { loopFindings, rowLoadFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';
import { calleeIn } from '../facts/places.ts';
import { loopRewrites } from '../fixes/loop-rewrites.ts';
import { offered } from '../fixes/offered.ts';
import { rowLoadRewrites } from '../fixes/row-load-rewrites.ts';
import type { LoopFinding, RowLoadFinding } from '../vocabulary/finding.ts';

export default createRule({
  name: 'no-query-in-loop',
  meta: {
    type: 'problem',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'Disallow database queries that run once per element of a loop, in the loop or behind the functions it calls',
      presets: { recommended: 'error', strict: ['error', { perRowWrites: true, onSomePaths: true, rounds: true }], all: ['error', { perRowWrites: true, onSomePaths: true, rounds: true, relationLoads: false }] },
    },
    messages: {
      queryPerElement: '`{{subject}}` runs once for each of `{{collection}}`: {{cost}}. {{advice}}',
      queryPerRound: '`{{subject}}` runs in each round of the loop: one query per round. {{advice}}',
      queriesBehindCall: '{{callee}} runs {{queries}}, and is called once for each of `{{collection}}`: {{cost}}. {{advice}}',
      queriesBehindRound: '{{callee}} runs {{queries}}, and is called in each round of the loop: {{cost}}. {{advice}}',
      rowByRow: '`{{subject}}` sends one statement for each of `{{collection}}`: N round trips. {{advice}}',
      rowByRowInRound: '`{{subject}}` sends one statement in each round of the loop. {{advice}}',
      rowByRowBehindCall: '{{callee}} runs {{queries}}, and is called once for each of `{{collection}}`: N round trips. {{advice}}',
      rowByRowBehindRound: '{{callee}} runs {{queries}}, and is called in each round of the loop. {{advice}}',
      invariantQuery: '`{{subject}}` asks the same in each round of the loop: N queries for one answer. {{advice}}',
      invariantBehindCall: '{{callee}} runs {{queries}}, which asks the same in each round of the loop: N queries for one answer. {{advice}}',
      recursionQuery: '`{{subject}}` goes down a tree and runs {{queries}} at every step: one query per node. {{advice}}',
      hoistRead: 'Read it once before the loop. {{difference}}',
      readRows: 'Read the rows of all elements before the loop, and look them up in a `Map`. {{difference}}',
      oneTick: 'Read all of them in one tick, which makes one statement of them. {{difference}}',
      writeRows: 'Write all rows with one statement. {{difference}}',
      writeKeys: 'Write all keys with one statement. {{difference}}',
      loadRelation: 'Load it with the rows. {{difference}}',
      loadForAll: 'Load it once for all rows. {{difference}}',
    },
    schema: [
      {
        type: 'object',
        description: 'What is reported beside queries that have a set-based form.',
        additionalProperties: false,
        properties: {
          perRowWrites: {
            type: 'boolean',
            description: 'Also report queries, mostly writes with a different payload per row, for which the ORM has no set-based form.',
          },
          onSomePaths: {
            type: 'boolean',
            description: 'Also report calls of functions whose queries all stand in a branch there or behind a cache, so that some rounds may run none.',
          },
          rounds: {
            type: 'boolean',
            description: 'Also report loops that go through no list (`while`, a counter up to a number): what their rounds could be collected by, and how many there are, is not known.',
          },
          relationLoads: {
            type: 'boolean',
            description: 'Report relations of rows that are loaded one by one. Turn it off where `orm/require-eager-loading` is on, which reports them too.',
          },
        },
      },
    ],
    defaultOptions: [{ perRowWrites: false, onSomePaths: false, rounds: false, relationLoads: true }],
  },

  create(file, { perRowWrites, onSomePaths, rounds, relationLoads }) {
    const loads = relationLoads ? rowLoadFindings(file) : [];
    const isWanted = (finding: LoopFinding): boolean =>
      (perRowWrites || finding.kind !== 'row-by-row') && (onSomePaths || !finding.onSomePaths) && (rounds || !isInRounds(finding)) && (relationLoads || finding.relation === undefined);
    return loopFindings(file, isWanted).map(finding => ({ at: finding.at, end: finding.end, messageId: messageIdOf(finding), data: dataOf(finding, file.filename), ...rewritesOf(finding, loads.find(each => each.finding === finding)) }));
  },
});

const OFFERS = { 'hoist-read': 'hoistRead', 'read-rows': 'readRows', 'one-tick': 'oneTick', 'write-rows': 'writeRows', 'write-keys': 'writeKeys', 'load-relation': 'loadRelation', 'load-for-all': 'loadForAll' } as const;

function rewritesOf({ site }: LoopFinding, load: RowLoadFinding | undefined) {
  const { fix, suggest } = offered(load ? rowLoadRewrites(load) : site ? loopRewrites(site) : [], OFFERS);
  return { ...(fix && { fix }), ...(suggest && { suggest }) };
}

const WRITES = new Set<string>(['create', 'update', 'upsert', 'delete']);

/** Whether the reported call is not the query itself. */
const isBehind = ({ queries }: LoopFinding): boolean => queries.some(({ hops }) => hops.length > 0);

/** Whether a finding is of a loop that goes through no list. */
const isInRounds = ({ kind, collection }: LoopFinding): boolean => collection === undefined && (kind === 'driven' || kind === 'row-by-row');

function messageIdOf(finding: LoopFinding) {
  const behind = isBehind(finding);
  switch (finding.kind) {
    case 'recursion':
      return 'recursionQuery';
    case 'invariant':
      return behind ? 'invariantBehindCall' : 'invariantQuery';
    case 'row-by-row':
      if (finding.collection === undefined) return behind ? 'rowByRowBehindRound' : 'rowByRowInRound';
      return behind ? 'rowByRowBehindCall' : 'rowByRow';
    case 'driven':
      if (finding.collection === undefined) return behind ? 'queriesBehindRound' : 'queryPerRound';
      return behind ? 'queriesBehindCall' : 'queryPerElement';
  }
}

function dataOf(finding: LoopFinding, filename: string): Record<string, string | number> {
  const { subject, collection, queries, advice, kind } = finding;
  const sure = queries.filter(query => !query.onSomePaths);
  const names = [...new Set((sure.length > 0 ? sure : queries).map(({ display }) => `\`${display}\``))];
  const writes = queries.every(({ query }) => WRITES.has(query.operation));
  const hop = queries.find(({ hops }) => hops.length > 0)?.hops[0];
  return {
    subject,
    callee: calleeIn(subject, hop, filename),
    collection: collection ?? '',
    queries: `${names.length > 1 ? `${names.length} queries (${shorten(names)})` : names.join('')}${sure.length > 0 ? '' : ' on some paths'}`,
    cost: names.length > 1 ? `${names.length} queries each time` : writes ? 'N queries' : '1 + N queries',
    advice: advice || (kind !== 'invariant' ? '' : isBehind(finding) ? 'Ask once before the loop and hand on the answer.' : 'Move it before the loop.'),
    line: queries[0]?.line ?? 0,
  };
}

const shorten = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
