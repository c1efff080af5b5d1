import type { Difference, LoopSite, Rewrite } from '../vocabulary/rewrite.ts';
import { chainOf } from '../facts/chain.ts';
import { variablesIn } from '../facts/within.ts';
import { awaitsAlone, isSameOutside, loopShape, runsThrough } from './loop-shape.ts';
import { freeNames, isDeclaredTwice } from './names.ts';
import { heldResult, isUsedOnlyIn, staysInRound } from './row-use.ts';
import { indentAt, reindented, styleOf } from './style.ts';

/** A read that asks the same in each round → the same read once, before the loop. */
export function hoistRead(site: LoopSite): Rewrite | undefined {
  const { facts, text, query } = site.written;
  const shape = loopShape(site);
  if (site.kind !== 'invariant' || !shape || !runsThrough(site) || !isSameOutside(site)) return undefined;
  const { newline, semicolon } = styleOf(text);
  const region = facts.regions[site.loop]!;
  const { at, end } = facts.exprs[site.wait]!;
  const held = heldResult(site);
  const differences: Difference[] = [
    ...(site.rewrites.isTotal?.(site.written) && hasPlainArguments(site) ? [] : ['empty-list' as const]),
    ...(query.operation !== 'read' || site.rewrites.identityMap || staysInRound(site, held) ? [] : ['shared-rows' as const]),
    ...(awaitsAlone(site) ? [] : ['later-writes' as const]),
    ...(site.rewrites.unproven ? ['unproven' as const] : []),
  ];
  if (held && !isDeclaredTwice(facts, held.v) && isUsedOnlyIn(facts, held.v, region)) {
    const from = indentAt(text, held.at);
    const line = /^[ \t]*\r?\n/.exec(text.slice(held.end));
    if (from === undefined || !line) return undefined;
    const moved = reindented(text.slice(held.at, held.end), from, shape.indent);
    return {
      name: 'hoist-read',
      edits: [
        { at: region.at, end: region.at, text: `${moved}${newline}${shape.indent}` },
        { at: held.at - from.length, end: held.end + line[0].length, text: '' },
      ],
      differences,
    };
  }
  const name = freeNames(facts, facts.regions[site.loop]!.fn)(query.operation === 'count' ? 'count' : (query.model ?? 'found').replace(/^./, letter => letter.toLowerCase()).replaceAll(/\W/g, ''));
  return {
    name: 'hoist-read',
    edits: [
      { at: region.at, end: region.at, text: `const ${name} = ${text.slice(at, end)}${semicolon}${newline}${shape.indent}` },
      { at, end, text: name },
    ],
    differences,
  };
}

/** Whether what the read is given is written out or made once for the module, so that it is no other when there is nothing to loop over. */
function hasPlainArguments({ written: { facts, call } }: LoopSite): boolean {
  const chain = chainOf(facts, call);
  if (!chain) return false;
  const root = facts.exprs[chain.root]!;
  return [...variablesIn(facts, facts.exprs[call]!, root)].every(v => facts.vars[v]!.fn === 0 && ['import', 'const', 'class', 'fn'].includes(facts.vars[v]!.kind));
}
