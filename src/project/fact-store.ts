import type { Program } from 'oxc-parser';
import type { Export, ModuleFacts } from '../vocabulary/ir.ts';
import { ColdFacts } from './cold-facts.ts';
import type { Files, Stamp } from './files.ts';
import { pack, unpack } from './packed-facts.ts';

/** Turns a file's text into its facts, without parsing it where its tree is given; `undefined` when it cannot be parsed. */
export type FactsOfText = (path: string, text: string, tree?: Program) => ModuleFacts | undefined;

/** A text, and the tree that the linter has of it, if it is one that facts can be read from: lent as long as a rule asks. */
export type LintedText = { readonly text: string; readonly lent?: { tree: Program | undefined } };

/** Facts, and the same as bytes if they were packed already. */
type Lowered = { readonly facts: ModuleFacts | undefined; readonly bytes?: Buffer };

const NOTHING: Lowered = { facts: undefined };

/** How many modules stay decoded whatever the garbage collector does; enough for what one linted file reaches at a time. */
const HOT = 40;

/** How many modules are kept at all. */
const KEPT = 20_000;

/** How many facts a store keeps, in which form, and whether it takes back what the garbage collector has not come by yet; the defaults are right outside of tests. */
export type FactLimits = { hot?: number; plain?: number; left?: boolean };

/** The facts of every module that was asked for: made once per version of a file, most of them kept as bytes. */
export class FactStore {
  lowered = 0;
  parses = 0;
  decodes = 0;
  readonly #files: Files;
  readonly #factsOfText: FactsOfText;
  readonly #maxHot: number;
  readonly #takesBack: boolean;
  /**
   * The version that was looked at, and its exports, if it has facts; the one parsed longest ago first. Exports stay at hand:
   * a name is looked for in every module behind a barrel, and found in one.
   */
  readonly #seen = new Map<string, { stamp: Stamp; exports: readonly Export[] | undefined }>();
  /** Facts as objects, the ones used longest ago first. */
  readonly #hot = new Map<string, ModuleFacts>();
  /**
   * Facts that were put away, until the garbage collector comes by: by then most that are needed again were asked for, with what was
   * found out about them. It costs nothing that is not garbage anyway.
   */
  readonly #left = new Map<string, WeakRef<ModuleFacts>>();
  readonly #cold: ColdFacts;
  #overlay: { path: string; text: string; facts: ModuleFacts | undefined } | undefined;

  constructor(files: Files, factsOfText: FactsOfText, limits: FactLimits = {}) {
    this.#files = files;
    this.#factsOfText = factsOfText;
    this.#maxHot = limits.hot ?? HOT;
    this.#takesBack = limits.left ?? true;
    this.#cold = new ColdFacts(limits.plain);
  }

  /** The facts of a file as it is on disk; when it is the linted one, that spares reading and parsing it. Two answers may be equal but not identical. */
  factsAt(path: string, linted?: LintedText): ModuleFacts | undefined {
    const stamp = this.#files.stampOf(path);
    const seen = this.#seen.get(path);
    if (seen === undefined || seen.stamp !== stamp) {
      const text = stamp === undefined ? undefined : (linted?.text ?? this.#files.readUnkept(path));
      return this.#keep(path, stamp, text === undefined ? NOTHING : this.#lower(path, text, linted?.lent?.tree));
    }
    return seen.exports && this.#use(path, this.#hot.get(path) ?? this.#left.get(path)?.deref() ?? this.#decode(path));
  }

  /** What a file on disk exports, as its facts say. */
  exportsAt(path: string): readonly Export[] | undefined {
    const seen = this.#seen.get(path);
    return seen !== undefined && seen.stamp === this.#files.stampOf(path) ? seen.exports : this.factsAt(path)?.exports;
  }

  /** The facts of a text that is not (yet) on disk; the last one is kept. */
  factsOfOverlay(path: string, { text, lent }: LintedText): ModuleFacts | undefined {
    if (this.#overlay?.path !== path || this.#overlay.text !== text) this.#overlay = { path, text, facts: this.#lower(path, text, lent?.tree).facts };
    return this.#overlay.facts;
  }

  #lower(path: string, text: string, tree: Program | undefined): Lowered {
    this.lowered++;
    if (!tree) this.parses++;
    try {
      const facts = this.#factsOfText(path, text, tree);
      if (!tree || !facts) return { facts };
      // The names in a linter's tree are parts of its text, and one of them holds all of it: these facts have names of their own.
      const bytes = pack(facts);
      return { facts: unpack(bytes), bytes };
    } catch {
      // A linter that crashes is worse than none: what cannot be lowered is unknown.
      return NOTHING;
    }
  }

  #decode(path: string): ModuleFacts | undefined {
    this.decodes++;
    return this.#cold.find(path);
  }

  #keep(path: string, stamp: Stamp, { facts, bytes }: Lowered): ModuleFacts | undefined {
    this.#forget(path);
    this.#seen.set(path, { stamp, exports: facts?.exports });
    if (bytes) this.#cold.put(path, bytes);
    const oldest = this.#seen.keys().next().value;
    if (this.#seen.size > KEPT && oldest !== undefined) this.#forget(oldest);
    return this.#use(path, facts);
  }

  #use(path: string, facts: ModuleFacts | undefined): ModuleFacts | undefined {
    if (facts === undefined) return undefined;
    this.#hot.delete(path);
    this.#hot.set(path, facts);
    if (this.#hot.size > this.#maxHot) this.#putAway();
    return facts;
  }

  #putAway(): void {
    for (const [path, facts] of this.#hot) {
      if (!this.#cold.has(path)) this.#cold.put(path, pack(facts));
      if (this.#takesBack) this.#left.set(path, new WeakRef(facts));
      this.#hot.delete(path);
      return;
    }
  }

  #forget(path: string): void {
    this.#seen.delete(path);
    this.#hot.delete(path);
    this.#left.delete(path);
    this.#cold.delete(path);
  }
}
