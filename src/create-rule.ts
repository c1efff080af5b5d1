import type { JSONSchema, TSESLint } from '@typescript-eslint/utils';

import { checkedSettings, schemaFindings, type LintedFile } from './analysis/index.ts';
import type { TextEdit } from './vocabulary/rewrite.ts';

const PAGES = 'https://github.com/eslint-plugin-orm/eslint-plugin-orm/blob/main/docs/rules';

export type PresetName = 'recommended' | 'strict' | 'all';
export type Severity = 'error' | 'warn';

/**
 * How each preset turns the rule on. `strict` takes over what `recommended` says, and `all` what `strict` says, unless
 * they say it themselves; `all` has every rule.
 */
export type Presets<Options> = { readonly [Name in PresetName]?: Severity | readonly [Severity, Partial<Options>] };

export interface RuleDocs<Options> {
  readonly description: string;
  readonly presets: Presets<Options>;
  readonly url?: string;
}

/** One object of options; each one is described, and none is unknown. */
interface OptionsSchema<Options extends object> {
  readonly type: 'object';
  readonly description?: string;
  readonly additionalProperties: false;
  readonly properties: { readonly [Name in keyof Options]: JSONSchema.JSONSchema4 & { description: string } };
}

type Meta<MessageId extends string, Options> = Omit<TSESLint.RuleMetaData<MessageId>, 'defaultOptions' | 'docs' | 'schema'> & {
  readonly docs: RuleDocs<Options>;
};

interface RuleParts<MessageId extends string, Options extends object> {
  readonly name: string;
  readonly meta: Meta<MessageId, NoInfer<Options>> & {
    readonly schema: readonly [] | readonly [OptionsSchema<NoInfer<Options>>];
    readonly defaultOptions?: readonly [Options];
  };
  /** It says nothing of models whose schema cannot be read; that they cannot is said once, where the client is made. */
  readonly needsSchema?: true;
  /** Says what is to be reported in a file; `file` is the same object for every rule of one lint of it. */
  readonly create: (file: LintedFile, options: Readonly<NoInfer<Options>>) => readonly Report<NoInfer<MessageId>>[];
}

/** One report, by offsets into the linted text. */
export interface Report<MessageId extends string> {
  readonly at: number;
  readonly end: number;
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, string | number>>;
  /** What `--fix` writes: it changes nothing but the number of queries. */
  readonly fix?: readonly TextEdit[];
  /** What an editor offers; the message names what changes. */
  readonly suggest?: readonly Suggestion<MessageId>[];
}

/** One offer, with a message of its own. */
export interface Suggestion<MessageId extends string> {
  readonly messageId: MessageId;
  readonly data: Readonly<Record<string, string | number>>;
  readonly edits: readonly TextEdit[];
}

/** A rule as ESLint 8.57, 9, 10 and oxlint take it. */
export interface OrmRule {
  readonly meta: Meta<string, object> & {
    readonly schema: readonly JSONSchema.JSONSchema4[];
    readonly defaultOptions: readonly object[];
  };
  readonly create: (context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>) => TSESLint.RuleListener;
}

/** Adds what every rule shares; the types of the options follow from their defaults. */
export function createRule<MessageId extends string, Options extends object>({ name, meta, needsSchema, create }: RuleParts<MessageId, Options>): OrmRule {
  const defaults = meta.defaultOptions?.[0];
  return {
    meta: {
      ...meta,
      messages: needsSchema ? { ...meta.messages, ...UNREADABLE } : meta.messages,
      docs: { ...meta.docs, url: `${PAGES}/${name}.md` },
      schema: meta.schema as readonly JSONSchema.JSONSchema4[],
      defaultOptions: meta.defaultOptions ?? [],
    },
    create(context) {
      // ESLint 8.57 does not know `meta.defaultOptions`.
      const options = { ...defaults, ...(context.options[0] as Partial<Options> | undefined) } as Options;
      const settings = checkedSettings(context.settings);
      return {
        Program(program) {
          let file = files.get(program);
          if (!file) files.set(program, (file = { filename: context.filename, text: context.sourceCode.text, cwd: context.cwd, settings, lent: { tree: undefined } }));
          file.lent.tree = readableTree(context);
          const unreadable = needsSchema ? schemaFindings(file).map(({ at, end, ...data }) => ({ at, end, messageId: 'unreadableSchema', data })) : [];
          const reports: readonly Report<string>[] = [...unreadable, ...create(file, options)];
          file.lent.tree = undefined;
          for (const { at, end, messageId, data, fix, suggest } of reports) {
            const loc = { start: context.sourceCode.getLocFromIndex(at), end: context.sourceCode.getLocFromIndex(end) };
            context.report({
              loc, messageId, data,
              ...(fix && { fix: fixer => fixesOf(fixer, fix) }),
              ...(suggest && { suggest: suggest.map(({ edits, ...offer }) => ({ ...offer, fix: (fixer: TSESLint.RuleFixer) => fixesOf(fixer, edits) })) }),
            });
          }
        },
      };
    },
  };
}

const UNREADABLE = { unreadableSchema: '`{{file}}` cannot be read, line {{line}}: {{message}} Nothing is said of the relations of its models. `npx eslint-plugin-orm --print-schema` shows what is understood.' };

function fixesOf(fixer: TSESLint.RuleFixer, edits: readonly TextEdit[]): TSESLint.RuleFix[] {
  return edits.map(({ at, end, text }) => fixer.replaceTextRange([at, end], text));
}

type Tree = NonNullable<LintedFile['lent']>['tree'];
type Named = { readonly name?: string; readonly version?: string };

/** Parsers whose trees say what oxc's say, by their major versions. */
const READABLE: Readonly<Record<string, RegExp>> = { 'typescript-eslint/parser': /^8\./, espree: /^(?:9|10|11)\./ };

/**
 * The tree that ESLint has of a linted file, where facts can be read from it: then the file is not parsed a second time.
 * Other parsers change the text or the tree, and what oxlint gives is made anew wherever it is looked at.
 */
function readableTree(context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>): Tree {
  // ESLint 8.57 says nothing of the parser of a legacy configuration.
  const { languageOptions } = context as { languageOptions?: { parser?: Named & { meta?: Named } } };
  const { name = '', version = '' } = languageOptions?.parser?.meta ?? languageOptions?.parser ?? {};
  return READABLE[name]?.test(version) ? (context.sourceCode.ast as unknown as Tree) : undefined;
}

/** Keyed by the program, not by `sourceCode`: oxlint has one `sourceCode` for all files. */
const files = new WeakMap<object, LintedFile & Required<Pick<LintedFile, 'lent'>>>();
