import { unusedLoadFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';

export default createRule({
  name: 'no-unused-eager-load',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow loading relations that nothing reads',
      presets: {},
    },
    messages: {
      unused: '`{{subject}}` loads `{{relation}}`, which nothing reads on its rows: {{costs}}. {{advice}}',
    },
    schema: [],
  },

  create(file) {
    return unusedLoadFindings(file).map(({ at, end, subject, relation, costs, advice }) => ({ at, end, messageId: 'unused' as const, data: { subject, relation, costs, advice } }));
  },
});
