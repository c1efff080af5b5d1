import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** Records `module.exports = e`, `exports.x = e` and `module.exports.x = e`. Names that the file binds itself are not these. */
export declare function exportAssigned(lowering: Lowering, target: E, value: E): void;
