import { exprsOf } from '../facts/kinds.ts';
import { isLoop } from '../facts/region.ts';
import type { ModuleFacts } from '../vocabulary/ir.ts';

/** Words without which no text repeats a call: loops, callbacks of collections, and functions named for repeating. */
const REPEATS = /\bfor\s*(?:\(|await\b|\/)|\bwhile\s*[(/]|\.(?:map|forEach|flatMap|filter|some|every|find\w*|reduce\w*|sort|toSorted|from)\s*(?:<[^()]{0,300}>)?\(|(?:map|each|series|limit|parallel|times|batch|chunk|concurren|sequen|pool|retry|process|iterate|traverse|walk|visit|worker|every)\w{0,60}\s*(?:<[^()]{0,300}>)?\(/i;

/** Whether a text may repeat a call at all: the first and cheapest question. */
export function mayRepeat(text: string): boolean {
  return REPEATS.test(text);
}

/** Whether a text may count, test or add up rows, or read the first of them: it reads a length or an element, or goes through a list. */
export function mayCount(text: string): boolean {
  return /\blength\b|\.(?:reduce|some)\s*(?:<[^()]{0,300}>)?\(|\+\+|\+=|\+ 1\b|\[0\]|\]\s*=\s*await\b/.test(text);
}

/** Whether a text may ask of a count, or of a row, whether it is there. */
export function mayBeTested(text: string): boolean {
  return /count|resultSize|find|first|one\b|get\b/i.test(text);
}

/** Whether a text may wait for what a query gives. */
export function mayWait(text: string): boolean {
  return /\bawait\b|\.then\s*\(/.test(text);
}

/** Whether a text may name relations that a query loads. */
export function mayLoad(text: string): boolean {
  return /\b(?:include|select|relations|with|populate)\s*:|\.populate\s*\(|AndSelect|AndMap|[gG]raph|[eE]ager/.test(text);
}

/** Whether a text may make a client. */
export function mayMake(text: string): boolean {
  return /\bnew\s+[\w$.]*[A-Z]/.test(text);
}

const COMPILED = /^(?:\s*(["'])use strict\1;?)?\s*(?:var __\w+ = \(this && this\.__|Object\.defineProperty\(exports, (["'])__esModule\2)/;

/** Whether a compiler has written a file: what it says is in another one. */
export function isCompiled(text: string): boolean {
  return COMPILED.test(text);
}

/** Whether a module repeats a call: a loop, or a function that is handed to a call. */
export function repeats(facts: ModuleFacts): boolean {
  if (facts.sites.length === 0) return false;
  if (facts.regions.some(isLoop)) return true;
  return exprsOf(facts, 'call').some(e => {
    const expr = facts.exprs[e]!;
    return expr.k === 'call' && expr.args.some(arg => MAY_BE_FUNCTION.has(facts.exprs[arg.e]!.k));
  });
}

/** What may be, or hold, a function that is handed to a call. */
const MAY_BE_FUNCTION = new Set<ModuleFacts['exprs'][number]['k']>(['fn', 'var', 'get', 'call', 'object']);
