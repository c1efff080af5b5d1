import { styleText } from 'node:util';
/** For a stream that may be a terminal; `NO_COLOR` and `FORCE_COLOR` as usual. */
export function paintFor(stream, wanted, env) {
    const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
    const colored = wanted && !env['NO_COLOR'] && (forced || stream.isTTY === true);
    // Node would ask its own standard output, which need not be this stream.
    return colored ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
