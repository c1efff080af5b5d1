import { presetRules } from '../src/configs/index.ts';
import { rules } from '../src/rules/index.ts';

/** A page with the part between `<!-- begin name -->` and `<!-- end name -->` replaced. */
export function replacePart(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`The page has no part '${name}': it stands between ${begin} and ${end}.`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

/** Every rule with what it says and the presets it is in, as a table. */
export function ruleTable(): string {
  const presets = (['recommended', 'strict', 'all'] as const).map(name => ({ name, entries: presetRules(name) }));
  const rows = Object.entries(rules).map(([name, { meta }]) => {
    const entries = presets.map(({ entries }) => inWords(entries[`orm/${name}`]));
    return `| [\`orm/${name}\`](docs/rules/${name}.md) | ${meta.docs.description} | ${entries.join(' | ')} | ${meta.fixable ? 'yes' : 'no'} |`;
  });
  return [
    `| Rule | What it does | ${presets.map(({ name }) => `\`${name}\``).join(' | ')} | \`--fix\` |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function inWords(entry: string | [string, object] | undefined): string {
  if (entry === undefined) return 'off';
  if (typeof entry === 'string') return entry;
  const [severity, options] = entry;
  return [severity, ...Object.entries(options).map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``)].join(', ');
}
