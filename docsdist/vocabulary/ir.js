/**
 * The facts of one file: a small, complete intermediate representation of its text.
 *
 * Everything is plain data in tables of the module; a reference is an index into one of them.
 * Facts depend on the file's text alone: what an import means is asked when linking. What the
 * lowering does not understand is `unknown` and keeps its children, so influence stays sound.
 */
export {};
