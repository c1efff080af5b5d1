import { type Program } from 'oxc-parser';
/** The syntax tree of a file with UTF-16 offsets into `text`, or `undefined` when the parser cannot read it. */
export declare function parse(path: string, text: string): Program | undefined;
