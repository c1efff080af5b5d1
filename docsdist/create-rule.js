import { readSettings } from "./settings.js";
const PAGES = 'https://github.com/eslint-plugin-orm/eslint-plugin-orm/blob/main/docs/rules';
/** Adds what every rule shares; the types of the options follow from their defaults. */
export function createRule({ name, meta, create }) {
    const defaults = meta.defaultOptions?.[0];
    return {
        meta: {
            ...meta,
            docs: { ...meta.docs, url: `${PAGES}/${name}.md` },
            schema: meta.schema,
            defaultOptions: meta.defaultOptions ?? [],
        },
        create(context) {
            // ESLint 8.57 does not know `meta.defaultOptions`.
            const options = { ...defaults, ...context.options[0] };
            const settings = readSettings(context.settings);
            return {
                Program(program) {
                    let file = files.get(program);
                    if (!file)
                        files.set(program, (file = { filename: context.filename, text: context.sourceCode.text, cwd: context.cwd, settings }));
                    for (const { at, end, messageId, data } of create(file, options)) {
                        const loc = { start: context.sourceCode.getLocFromIndex(at), end: context.sourceCode.getLocFromIndex(end) };
                        context.report({ loc, messageId, data });
                    }
                },
            };
        },
    };
}
/** Keyed by the program, not by `sourceCode`: oxlint has one `sourceCode` for all files. */
const files = new WeakMap();
