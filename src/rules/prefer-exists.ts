import { existsFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';

export default createRule({
  name: 'prefer-exists',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer asking whether there is a row over counting all rows, or reading a whole row, to test it',
      presets: {},
    },
    messages: {
      countTested: '`{{subject}}` counts every row that matches, and only whether there is one is asked: the first would have done. {{advice}}',
      rowTested: '`{{subject}}` reads a whole row, and only whether it is there is asked: all that is read with it is thrown away. {{advice}}',
    },
    schema: [],
  },

  create(file) {
    return existsFindings(file).map(({ at, end, kind, subject, advice }) => ({ at, end, messageId: kind === 'count' ? ('countTested' as const) : ('rowTested' as const), data: { subject, advice } }));
  },
});
