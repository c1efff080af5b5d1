import type { Silence } from '../vocabulary/finding.ts';
/** Why a repetition does not count. */
export declare function silenceInWords(reason: Silence): string;
