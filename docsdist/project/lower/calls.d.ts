import type { CallExpression, ImportExpression, NewExpression, TaggedTemplateExpression } from 'oxc-parser';
import type { E } from '../../vocabulary/ir.ts';
import type { Lowering } from './lowering.ts';
/** `f(a)` and `new F(a)`. */
export declare function lowerCall(lowering: Lowering, node: CallExpression | NewExpression): E;
/** `tag\`text\``. */
export declare function lowerTagged(lowering: Lowering, node: TaggedTemplateExpression): E;
/** `import(a)`: a call of the global `import`. */
export declare function lowerImport(lowering: Lowering, node: ImportExpression): E;
