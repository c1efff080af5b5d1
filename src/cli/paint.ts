import { styleText } from 'node:util';

/** Text in a style, or as it is where color is not wanted. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** For a stream that may be a terminal; `NO_COLOR` and `FORCE_COLOR` as usual. */
export function paintFor(stream: { isTTY?: boolean }, wanted: boolean, env: NodeJS.ProcessEnv): Paint {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const colored = wanted && !env['NO_COLOR'] && (forced || stream.isTTY === true);
  // Node would ask its own standard output, which need not be this stream.
  return colored ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
