import { followUpFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';
import { isElsewhere, shortName } from '../facts/places.ts';
import type { FollowUpFinding } from '../vocabulary/follow-up.ts';

export default createRule({
  name: 'prefer-include',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer one query that loads a relation over a second query by the key of its rows',
      presets: {},
    },
    messages: {
      related: '`{{subject}}` goes by `{{key}}`, which {{first}} has read: two queries, one waiting for the other. {{advice}}',
      filtered: '{{first}} is read for nothing but `{{key}}`, by which `{{subject}}` goes: two queries, one waiting for the other. {{advice}}',
      again: '`{{subject}}` reads again the row that {{first}} has read by the same `{{key}}`: one query too many. {{advice}}',
    },
    schema: [],
  },

  needsSchema: true,
  create(file) {
    return followUpFindings(file).map(finding => ({ at: finding.at, end: finding.end, messageId: finding.kind, data: dataOf(finding, file.filename) }));
  },
});

function dataOf({ subject, first, file, key, beside, advice, line }: FollowUpFinding, filename: string): Record<string, string | number> {
  // A file is named, a line never is: lines move, and a baseline would churn.
  const place = isElsewhere(file, filename) ? ` (${shortName(file)})` : '';
  const others = beside.length === 0 ? '' : ` The same goes for ${beside.map(each => `\`${each}\``).join(', ')}.`;
  return { subject, first: `\`${first}\`${place}`, key, advice: advice + others, line };
}
