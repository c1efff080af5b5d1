import type { QueryCall } from '../vocabulary/query.ts';

/** Whether a query may be written as its ORM has it since a version; where no version is known, the newest is meant. */
export function isSince({ version }: QueryCall, ...since: readonly number[]): boolean {
  if (!version) return true;
  const at = since.findIndex((part, n) => part !== (version[n] ?? 0));
  return at < 0 || since[at]! < (version[at] ?? 0);
}
