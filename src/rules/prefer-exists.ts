import { existsFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';
import { answerRewrites } from '../fixes/answer-rewrites.ts';
import { offered } from '../fixes/offered.ts';

export default createRule({
  name: 'prefer-exists',
  meta: {
    type: 'suggestion',
    fixable: 'code',
    hasSuggestions: true,
    docs: {
      description: 'Prefer asking whether there is a row over counting all rows, or reading a whole row, to test it',
      presets: {},
    },
    messages: {
      countTested: '`{{subject}}` counts every row that matches, and only whether there is one is asked: the first would have done. {{advice}}',
      rowTested: '`{{subject}}` reads a whole row, and only whether it is there is asked: all that is read with it is thrown away. {{advice}}',
      findAny: 'Ask for the first row only. {{difference}}',
    },
    schema: [],
  },

  create(file) {
    return existsFindings(file).map(({ at, end, kind, subject, advice, site }) => {
      const { fix, suggest } = offered(site ? answerRewrites(site) : [], { 'find-any': 'findAny' });
      return { at, end, messageId: kind === 'count' ? 'countTested' : 'rowTested', data: { subject, advice }, ...(fix && { fix }), ...(suggest && { suggest }) };
    });
  },
});
