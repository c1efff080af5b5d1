import type { Words } from '../../vocabulary/orm.ts';
import type { QueryCall } from '../../vocabulary/query.ts';
import { singleAggregate } from './aggregate-words.ts';
import { counted, exists } from './count-words.ts';
import { documentRow, documentSet } from './document-words.ts';
import { statementName, statementRow, statementSet } from './statement-words.ts';

/** The drivers' words. */
export const words: Words = {
  setBased: (query, driven) => (isStatement(query) ? statementSet(query, driven) : documentSet(query, driven)),
  rowByRow: (query, driven) => (isStatement(query) ? statementRow(query) : documentRow(query, driven)),
  recursion: query => ({
    text: isStatement(query)
      ? 'Read the tree level by level, all parents of a level in one statement, or as a whole with one recursive CTE (`WITH RECURSIVE`).'
      : 'Read the tree level by level with one `$in` per level, or as a whole with one `$graphLookup` in `aggregate`.',
  }),
  singleAggregate,
  counted,
  exists,
  display: query => (isStatement(query) ? statementName(query) : `db.collection(${query.model === undefined ? '…' : `'${query.model}'`}).${query.method}`),
};

/** A statement says which driver it is sent by. */
function isStatement({ form }: QueryCall): boolean {
  return form !== undefined;
}
