import { createRule } from '../create-rule.ts';

export default createRule({
  name: 'no-unused-eager-load',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Report no unused eager load',
      // Start in `all` alone; a preset is earned with numbers.
      presets: {},
    },
    messages: {
      found: '`{{subject}}` does what the rule speaks about: its cost. {{advice}}',
    },
    schema: [],
  },

  create(_file) {
    // Ask src/analysis/index.ts about the file, and give one report per answer: { at, end, messageId: 'found', data }.
    return [];
  },
});
