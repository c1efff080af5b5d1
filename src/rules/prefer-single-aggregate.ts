import { aggregateFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';
import { countsRewrites } from '../fixes/counts-rewrites.ts';
import { offered } from '../fixes/offered.ts';
import type { AggregateFinding } from '../vocabulary/aggregate.ts';

export default createRule({
  name: 'prefer-single-aggregate',
  meta: {
    type: 'suggestion',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'Prefer one aggregate over several counts and sums of the same rows',
      presets: { strict: 'warn' },
    },
    messages: {
      countsByValue: '{{queries}} differ only in the value of `{{field}}`: {{count}} queries read `{{model}}` {{count}} times. {{advice}}',
      countsByCondition: '{{queries}} differ only in {{fields}}: {{count}} queries read `{{model}}` {{count}} times. {{advice}}',
      numbersOfSameRows: '{{queries}} ask for numbers over the same rows: {{count}} queries read them {{count}} times. {{advice}}',
      countForEachValue: '{{queries}} runs once for each value of `{{collection}}`: one query per value reads `{{model}}` each time. {{advice}}',
      countTogether: 'Count with one query. {{difference}}',
    },
    schema: [
      {
        type: 'object',
        description: 'How many questions are too many.',
        additionalProperties: false,
        properties: {
          atLeast: {
            type: 'integer',
            minimum: 2,
            description: 'How many counts of one model with different conditions are reported. Two are always enough when they differ only in the value of one column, ask for numbers over the same rows, or run in a loop.',
          },
        },
      },
    ],
    defaultOptions: [{ atLeast: 3 }],
  },

  create(file, { atLeast }) {
    return aggregateFindings(file)
      .filter(finding => finding.queries.length >= atLeast || isSure(finding))
      .map(finding => ({ at: finding.at, end: finding.end, messageId: MESSAGES[finding.kind], data: dataOf(finding), ...rewritesOf(finding) }));
  },
});

const MESSAGES = { values: 'countsByValue', conditions: 'countsByCondition', 'same-rows': 'numbersOfSameRows', 'each-value': 'countForEachValue' } as const;

function rewritesOf({ site }: AggregateFinding) {
  const { fix, suggest } = offered(site ? countsRewrites(site) : [], { 'count-together': 'countTogether' });
  return { ...(fix && { fix }), ...(suggest && { suggest }) };
}

/** Whether two questions are enough: nothing is lost by asking once. */
function isSure({ kind, queries, common, repeated }: AggregateFinding): boolean {
  if (kind === 'values') return queries.every(({ own }) => own.length === 1);
  return kind === 'same-rows' || kind === 'each-value' || (repeated && common.length > 0);
}

function dataOf({ queries, fields, model, each, advice }: AggregateFinding): Record<string, string | number> {
  return {
    queries: listed(named(queries.map(({ display }) => display))),
    count: queries.length,
    model,
    field: fields[0] ?? '',
    fields: shortened(fields),
    collection: each ?? '',
    // A line moves, so the message has none.
    lines: queries.map(({ line }) => line).join(', '),
    advice,
  };
}

/** Each call once, with the number of times that it stands there. */
function named(displays: readonly string[]): readonly string[] {
  return [...new Set(displays)].map(display => {
    const times = displays.filter(each => each === display).length;
    return `\`${display}\`${times > 1 ? ` (${times} times)` : ''}`;
  });
}

function shortened(fields: readonly string[]): string {
  const quoted = fields.map(field => `\`${field}\``);
  return quoted.length <= 3 ? listed(quoted) : `${quoted.slice(0, 2).join(', ')} and ${quoted.length - 2} more columns`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
