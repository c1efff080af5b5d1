import { countFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';
import { calleeIn } from '../facts/places.ts';
import { answerRewrites } from '../fixes/answer-rewrites.ts';
import { offered } from '../fixes/offered.ts';
import type { CountFinding } from '../vocabulary/count-finding.ts';

export default createRule({
  name: 'no-fetch-to-count',
  meta: {
    type: 'suggestion',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'Disallow fetching rows only to count them, to see whether there are any, to add them up in the program, or for the first of them',
      presets: { strict: 'warn' },
    },
    messages: {
      number: '`{{subject}}` fetches rows of which only the number is used: every row is read and sent for one number. {{advice}}',
      any: '`{{subject}}` fetches rows only to see whether there are any: every row is read and sent for a yes or no. {{advice}}',
      first: '`{{subject}}` fetches rows of which only the first is used: every row is read and sent, and all but one are thrown away. {{advice}}',
      passing: '`{{subject}}` fetches rows only to count those that pass a test: every row is read and sent for one number. {{advice}}',
      anyPassing: '`{{subject}}` fetches rows only to see whether one passes a test: every row is read and sent for a yes or no. {{advice}}',
      sum: '`{{subject}}` fetches rows only to add up `{{column}}`: every row is read and sent for one number. {{advice}}',
      tally: '`{{subject}}` fetches rows only to count them by {{columns}}: every row is read and sent for one number per group. {{advice}}',
      sums: '`{{subject}}` fetches rows only to add up `{{column}}` by {{columns}}: every row is read and sent for one number per group. {{advice}}',
      numberBehindCall: '{{callee}} fetches rows with `{{query}}`, and only their number is used here: every row is read and sent for one number. {{advice}}',
      anyBehindCall: '{{callee}} fetches rows with `{{query}}`, and only whether there are any is asked here: every row is read and sent for a yes or no. {{advice}}',
      workedOutBehindCall: '{{callee}} fetches rows with `{{query}}`, and only what they add up to is used here: every row is read and sent for that. {{advice}}',
      countRows: 'Count in the database. {{difference}}',
      findAny: 'Ask for the first row only. {{difference}}',
      firstRow: 'Read the first row only. {{difference}}',
    },
    schema: [],
  },

  create(file) {
    return countFindings(file).map(finding => ({ at: finding.at, end: finding.end, messageId: messageIdOf(finding), data: dataOf(finding, file.filename), ...rewritesOf(finding) }));
  },
});

const OFFERS = { 'count-rows': 'countRows', 'find-any': 'findAny', 'first-row': 'firstRow' } as const;

function rewritesOf({ site }: CountFinding) {
  const { fix, suggest } = offered(site ? answerRewrites(site) : [], OFFERS);
  return { ...(fix && { fix }), ...(suggest && { suggest }) };
}

function messageIdOf({ asked, hop }: CountFinding) {
  switch (asked.what) {
    case 'number':
      return hop ? 'numberBehindCall' : 'number';
    case 'any':
      return hop ? 'anyBehindCall' : 'any';
    case 'any-passing':
      return hop ? 'workedOutBehindCall' : 'anyPassing';
    case 'tally':
      return hop ? 'workedOutBehindCall' : asked.sum === undefined ? 'tally' : 'sums';
    default:
      return hop ? 'workedOutBehindCall' : asked.what;
  }
}

function dataOf({ subject, asked, display, hop, advice }: CountFinding, filename: string): Record<string, string> {
  const column = asked.what === 'sum' ? asked.column : asked.what === 'tally' ? asked.sum : undefined;
  return {
    subject,
    query: display,
    callee: calleeIn(subject, hop, filename),
    column: column ?? '',
    columns: asked.what === 'tally' ? asked.by.map(each => `\`${each}\``).join(' and ') : '',
    advice,
  };
}
