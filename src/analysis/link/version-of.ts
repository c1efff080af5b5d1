import type { Manifest } from '../../project/project.ts';

const KINDS = ['dependencies', 'devDependencies', 'peerDependencies'];

/** The least version of a package that the nearest manifest to name it asks for, `^0.3.20` → `[0, 3, 20]`; nothing for what names no number: `catalog:`, `workspace:*`, `latest`. */
export function versionOf(manifests: readonly Manifest[], packageName: string): readonly number[] | undefined {
  const range = manifests.flatMap(({ json }) => KINDS.map(kind => ((json as Record<string, Record<string, unknown> | undefined>)[kind] ?? {})[packageName])).find(each => typeof each === 'string');
  const numbers: readonly (string | undefined)[] | undefined = /^[\^~>=v\s]*(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(range ?? '')?.slice(1);
  return numbers?.map(part => Number(part ?? 0));
}
