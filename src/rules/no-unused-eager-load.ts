import { unusedLoadFindings } from '../analysis/index.ts';
import { createRule, type Suggestion } from '../create-rule.ts';
import { differenceText } from '../fixes/differences.ts';
import { leaveOutLoad } from '../fixes/leave-out-load.ts';
import type { LoadFinding } from '../vocabulary/finding.ts';

type Message = 'unused' | 'leaveOut';

export default createRule({
  name: 'no-unused-eager-load',
  meta: {
    type: 'suggestion',
    hasSuggestions: true,
    docs: {
      description: 'Disallow loading relations that nothing reads',
      presets: {},
    },
    messages: {
      unused: '`{{subject}}` loads `{{relation}}`, which nothing reads on its rows: {{costs}}. {{advice}}',
      leaveOut: 'Leave out `{{relation}}`.{{difference}}',
    },
    schema: [],
  },

  needsSchema: true,
  create(file) {
    return unusedLoadFindings(file).map(finding => {
      const { at, end, subject, relation, costs, advice } = finding;
      return { at, end, messageId: 'unused' as const, data: { subject, relation, costs, advice }, ...offerOf(file.text, finding) };
    });
  },
});

function offerOf(text: string, { relation, load }: LoadFinding): { suggest?: readonly Suggestion<Message>[] } {
  const edits = leaveOutLoad(text, load);
  return edits ? { suggest: [{ messageId: 'leaveOut', data: { relation, difference: load.joined ? ` ${differenceText(['unjoined'])}` : '' }, edits }] } : {};
}
