import { parseSync } from 'oxc-parser';
/**
 * A parser for ESLint that reads JavaScript and TypeScript, whichever TypeScript a project has installed.
 *
 * It gives ESLint a program without a body: the rules read the text themselves, from one listener on the program,
 * so there is nothing to walk, and no second tree of each file. What it is for is the rest of ESLint's work:
 * telling syntax errors, and finding the comments that turn a report off.
 */
export function createParser(onFile) {
    return {
        meta: { name: 'eslint-plugin-orm/oxc-parser', version: '1' },
        parseForESLint(text, options) {
            const filename = options?.filePath ?? 'file.ts';
            onFile(filename);
            const place = places(text);
            const comments = commentsOf(filename, text, place).flatMap(comment => {
                const value = ownPartOf(comment.value);
                if (value === undefined)
                    return [];
                const { type, start, end } = comment;
                return [{ type, value, range: [start, end], loc: { start: place(start), end: place(end) } }];
            });
            const ast = {
                type: 'Program',
                sourceType: 'module',
                body: [],
                tokens: [],
                comments,
                range: [0, text.length],
                loc: { start: place(0), end: place(text.length) },
            };
            return { ast };
        },
    };
}
function commentsOf(filename, text, place) {
    let failure;
    for (const options of dialects(filename)) {
        const result = parseSync(filename, text, options);
        const error = fatalError(result);
        if (!error)
            return result.comments;
        failure ??= error;
    }
    if (!failure)
        return [];
    const { line, column } = place(failure.labels[0]?.start ?? 0);
    // The form in which ESLint expects a parser to fail.
    throw Object.assign(new SyntaxError(failure.message), { lineNumber: line, column: column + 1, index: failure.labels[0]?.start ?? 0 });
}
/** A `.js` file may be a module or CommonJS, and may hold JSX. */
function dialects(filename) {
    if (/\.[mc]?ts$/.test(filename))
        return [{ lang: 'ts' }];
    if (filename.endsWith('.tsx'))
        return [{ lang: 'tsx' }];
    return [
        { lang: 'jsx', sourceType: 'unambiguous' },
        { lang: 'jsx', sourceType: 'commonjs' },
    ];
}
/** oxc recovers from errors that other parsers do not even see; a fatal one leaves an empty program. */
function fatalError(result) {
    const error = result.errors[0];
    return error && result.program.body.length === 0 ? error : undefined;
}
const DISABLING = /^(?<verb>\s*eslint-(?:disable|enable)(?:-next-line|-line)?)(?<rules>[^]*?)(?<reason>\s--\s[^]*)?$/;
const OWN_CONFIGURATION = /^\s*eslint\s+(?:["']?orm\/[\w-]+["']?\s*:\s*(?:\w+|"\w+"|'\w+'|\[[^\]]*\])\s*,?\s*)+(?:--[^]*)?$/;
/**
 * What ESLint is to see of a comment. It would complain about rules of other plugins, which this command does not have,
 * and `eslint some-rule: error` would turn on rules that this command does not run.
 */
function ownPartOf(comment) {
    const { verb, rules = '', reason = '' } = DISABLING.exec(comment)?.groups ?? {};
    if (verb === undefined)
        return OWN_CONFIGURATION.test(comment) ? comment : undefined;
    if (rules.trim() === '')
        return comment;
    const own = rules.split(',').map(each => each.trim()).filter(each => each.startsWith('orm/'));
    return own.length > 0 ? `${verb} ${own.join(', ')}${reason}` : undefined;
}
/** Lines and columns of a text, counted when the first one is asked for. */
function places(text) {
    let starts;
    return offset => {
        starts ??= [0, ...Array.from(text.matchAll(/\r\n|[\r\n\u2028\u2029]/g), ({ index, 0: end }) => index + end.length)];
        let low = 0;
        for (let high = starts.length; high - low > 1;) {
            const middle = (low + high) >> 1;
            if (starts[middle] <= offset)
                low = middle;
            else
                high = middle;
        }
        return { line: low + 1, column: offset - starts[low] };
    };
}
