/** What a program works out of rows that it fetched, and uses them for nothing else. */
export type Asked =
  /** How many there are; whether there are any. */
  | { what: 'number' | 'any' }
  /** The first of them, and at most whether there is one. */
  | { what: 'first' }
  /** How many of them pass tests that the program makes, or whether any does; `columns` are those that it looks at, `equal` where it asks for values of them and nothing else. */
  | { what: 'passing' | 'any-passing'; columns: readonly string[]; equal?: true }
  /** The sum of a column; what it is for no rows is up to the program. */
  | { what: 'sum'; column: string }
  /** How many there are, or what a column adds up to, by the values of another column. */
  | { what: 'tally'; by: readonly string[]; sum?: string };
