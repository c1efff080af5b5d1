import { styleText } from 'node:util';
/** Text in a style, or as it is where color is not wanted. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;
/** For a stream that may be a terminal; `NO_COLOR` and `FORCE_COLOR` as usual. */
export declare function paintFor(stream: {
    isTTY?: boolean;
}, wanted: boolean, env: NodeJS.ProcessEnv): Paint;
