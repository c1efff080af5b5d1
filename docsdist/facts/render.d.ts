import type { E, ModuleFacts } from '../vocabulary/ir.ts';
/** An expression as short text for messages, at most `max` characters: `prisma.post.findMany`, `Object.keys(byId)`. */
export declare function renderExpr(facts: ModuleFacts, e: E, max?: number): string;
