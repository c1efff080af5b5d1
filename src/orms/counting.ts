import type { Asked } from '../vocabulary/asked.ts';
import type { Advice } from '../vocabulary/orm.ts';
import type { QueryCall } from '../vocabulary/query.ts';
import { code } from './wording.ts';

/** Whether a query was given these options only: any other may change which rows it gives. */
export function hasOnly({ options }: QueryCall, harmless: ReadonlySet<string>): boolean {
  return options.every(option => harmless.has(option));
}

/** Whether a query has a filter, as far as it could be read. */
export function isFiltered({ filter }: QueryCall): boolean {
  return filter !== undefined && (filter.open || filter.conditions.length > 0);
}

/** Whether its rows are at most one because a unique key is compared: counting them costs what looking for one does. */
export function isByKey({ filter }: QueryCall, isUnique: (field: string) => boolean): boolean {
  return filter?.conditions.some(({ field, op }) => op === '=' && isUnique(field)) ?? false;
}

/** The forms in which an ORM answers, each as code that gives the answer; a form that it has not is missing. */
export type Forms = {
  number: string;
  any?: string;
  /** The first row alone. */
  first?: string;
  /** With conditions in place of the tests, which ask for values of the columns and nothing else where they are `equal`. */
  passing?: (columns: readonly string[], equal: boolean) => string;
  anyPassing?: (columns: readonly string[], equal: boolean) => string;
  sum?: (column: string) => string;
  tally?: (by: readonly string[], sum: string | undefined) => string;
};

/** Advice in the forms of an ORM. */
export function answered(asked: Asked, forms: Forms): Advice | undefined {
  switch (asked.what) {
    case 'number':
      return { text: `Count in the database: ${code(forms.number)}.` };
    case 'any':
      return forms.any === undefined ? undefined : { text: `Ask for one: ${code(forms.any)}.` };
    case 'first':
      return forms.first === undefined ? undefined : { text: `Read one: ${code(forms.first)}.` };
    case 'passing':
      return forms.passing && { text: `Count in the database, with the test as a condition: ${code(forms.passing(asked.columns, asked.equal === true))}.` };
    case 'any-passing':
      return forms.anyPassing && { text: `Ask for one, with the test as a condition: ${code(forms.anyPassing(asked.columns, asked.equal === true))}.` };
    case 'sum':
      return forms.sum && { text: `Add up in the database: ${code(forms.sum(asked.column))}; the sum of no rows is \`null\` there.` };
    case 'tally':
      return forms.tally && { text: `Group in the database: ${code(forms.tally(asked.by, asked.sum))}; a key without rows has no group.` };
  }
}
