import { basename, dirname } from 'node:path';

import { relationFindings } from '../analysis/index.ts';
import { createRule } from '../create-rule.ts';
import type { RelationFinding } from '../vocabulary/finding.ts';

export default createRule({
  name: 'require-eager-loading',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require relations to be loaded by the query that reads the rows they are read on',
      presets: {},
    },
    messages: {
      unloaded: '`{{subject}}` is read, but {{query}} does not load `{{relation}}`: it {{is}}. {{advice}}',
      readElsewhere: '`{{query}}` does not load `{{relation}}`, which {{place}} reads on its rows: it {{is}}. {{advice}}',
      lazyPerRow: '`{{subject}}` loads `{{relation}}` once for each row of {{query}}: 1 + N queries. {{advice}}',
    },
    schema: [],
  },

  create(file) {
    return relationFindings(file).map(finding => ({ at: finding.at, end: finding.end, messageId: MESSAGES[finding.kind], data: dataOf(finding, file.filename) }));
  },
});

const MESSAGES = { unloaded: 'unloaded', 'read-elsewhere': 'readElsewhere', 'per-row': 'lazyPerRow' } as const;

function dataOf({ kind, subject, relation, display, file, symbol, is, advice, line }: RelationFinding, filename: string): Record<string, string | number> {
  // A file is named, a line never is: lines move, and a baseline would churn.
  const elsewhere = !filename.replaceAll('\\', '/').endsWith(`/${file}`);
  const place = `${symbol === undefined ? '' : `\`${symbol}\` `}(${shortName(file)})`;
  const query = kind === 'read-elsewhere' ? display : elsewhere ? `\`${display}\` in ${place}` : `\`${display}\``;
  return { subject, relation, query, place, is, advice, line };
}

/** A file as a reader calls it: `members.service.ts`, but `members/index.ts`. */
function shortName(file: string): string {
  const name = basename(file);
  return /^index\./.test(name) ? `${basename(dirname(file))}/${name}` : name;
}
