import { relationFindings, resolverFindings, rowLoadFindings } from '../analysis/index.ts';
import { createRule, type Report } from '../create-rule.ts';
import { calleeIn, isElsewhere, shortName } from '../facts/places.ts';
import { loadRelation } from '../fixes/load-relation.ts';
import { offered } from '../fixes/offered.ts';
import { rowLoadRewrites } from '../fixes/row-load-rewrites.ts';
import type { LoopFinding, RelationFinding } from '../vocabulary/finding.ts';
import type { Rewrite } from '../vocabulary/rewrite.ts';

type Message = 'unloaded' | 'readElsewhere' | 'lazyPerRow' | 'relationPerRow' | 'relationPerRound' | 'resolver' | 'loadRelation' | 'loadForAll' | 'readRows';

export default createRule({
  name: 'require-eager-loading',
  meta: {
    type: 'problem',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'Require relations to be loaded by the query that reads the rows they are read on',
      presets: { strict: ['warn', { resolvers: true, rowLoads: false }], all: ['error', { resolvers: true, rowLoads: true }] },
    },
    messages: {
      unloaded: '`{{subject}}` is read, but {{query}} does not load `{{relation}}`: it {{is}}. {{advice}}',
      readElsewhere: '`{{query}}` does not load `{{relation}}`, which {{place}} reads on its rows: it {{is}}. {{advice}}',
      relationPerRow: '{{callee}} loads {{what}} once for each of `{{collection}}`: 1 + N queries. {{advice}}',
      relationPerRound: '{{callee}} loads {{what}} in each round of the loop: one query per round. {{advice}}',
      resolver: '`{{subject}}`{{query}} runs once for each object whose `{{field}}` is asked for. Batch it with a `DataLoader`: collect the keys of one tick, read them with one query, and give each object its rows.',
      loadRelation: 'Load it with the rows. {{difference}}',
      loadForAll: 'Load it once for all rows. {{difference}}',
      readRows: 'Read the rows of all elements before the loop, and look them up in a `Map`. {{difference}}',
      lazyPerRow: '`{{subject}}` loads `{{relation}}` once for each row of {{query}}: 1 + N queries. {{advice}}',
    },
    schema: [
      {
        type: 'object',
        description: 'What is reported beside relations of rows that are in reach.',
        additionalProperties: false,
        properties: {
          resolvers: {
            type: 'boolean',
            description: 'Also report queries that GraphQL field resolvers run for the object they are called with.',
          },
          rowLoads: {
            type: 'boolean',
            description: 'Report relations that are loaded row by row in a loop. Turn it off where `orm/no-query-in-loop` reports them.',
          },
        },
      },
    ],
    defaultOptions: [{ resolvers: false, rowLoads: true }],
  },

  needsSchema: true,
  create(file, { resolvers, rowLoads }) {
    const { filename } = file;
    const found: readonly Report<Message>[] = [
      ...relationFindings(file).map(finding => ({ at: finding.at, end: finding.end, messageId: MESSAGES[finding.kind], data: dataOf(finding, filename), ...rewritesOf(finding.site ? [loadRelation(finding.site)].filter(each => each !== undefined) : []) })),
      ...(rowLoads ? rowLoadFindings(file).filter(({ loaded }) => !loaded) : []).map(found => ({ at: found.finding.at, end: found.finding.end, messageId: messageOfLoop(found.finding), data: dataOfLoop(found.finding, filename), ...rewritesOf(rowLoadRewrites(found)) })),
      ...(resolvers ? resolverFindings(file) : []).map(({ at, end, subject, field, display }): Report<Message> => ({ at, end, messageId: 'resolver', data: { subject, field, query: subject === display ? '' : ` (\`${display}\`)` } })),
    ];
    // A loop in a resolver, and a read that several of them find, is reported once.
    return [...new Map(found.toReversed().map(report => [report.at, report])).values()].sort((a, b) => a.at - b.at);
  },
});

const MESSAGES = { unloaded: 'unloaded', 'read-elsewhere': 'readElsewhere', 'per-row': 'lazyPerRow' } as const;

function dataOf({ kind, subject, relation, display, file, symbol, is, advice, line }: RelationFinding, filename: string): Record<string, string | number> {
  // A file is named, a line never is: lines move, and a baseline would churn.
  const place = `${symbol === undefined ? '' : `\`${symbol}\` `}(${shortName(file)})`;
  const query = kind === 'read-elsewhere' ? display : isElsewhere(file, filename) ? `\`${display}\` in ${place}` : `\`${display}\``;
  return { subject, relation, query, place, is, advice, line };
}

const OFFERS = { 'load-relation': 'loadRelation', 'load-for-all': 'loadForAll', 'read-rows': 'readRows' } as const;

function rewritesOf(rewrites: readonly Rewrite[]) {
  const { fix, suggest } = offered(rewrites, OFFERS);
  return { ...(fix && { fix }), ...(suggest && { suggest }) };
}

function messageOfLoop({ collection }: LoopFinding): Message {
  return collection === undefined ? 'relationPerRound' : 'relationPerRow';
}

function dataOfLoop({ subject, collection, queries, relation, advice }: LoopFinding, filename: string): Record<string, string | number> {
  const hop = queries.find(({ hops }) => hops.length > 0)?.hops[0];
  return {
    callee: calleeIn(subject, hop, filename),
    what: relation === undefined || relation === '…' ? 'a relation' : `\`${relation}\``,
    collection: collection ?? '',
    advice,
    line: queries[0]?.line ?? 0,
  };
}
