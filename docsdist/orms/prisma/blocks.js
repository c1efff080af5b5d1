const HEADER = /^(\s*)(model|view|type|enum|generator|datasource)(\s+)([\p{L}\p{N}][\p{L}\p{N}_-]*)\s*\{/u;
const BROKEN_HEADER = /^\s*(?:model|view|enum|generator|datasource)\b/;
/** Splits a schema file into its blocks; a block that is never closed ends where the next one begins. */
export function readBlocks(file, source, problems) {
    const blocks = [];
    let open;
    const report = (line, message) => problems.push({ file, line, message });
    for (const line of linesOf(source)) {
        const header = HEADER.exec(line.shape);
        if (header) {
            if (open)
                report(open.line, `\`${open.kind} ${open.name}\` is not closed.`);
            const [all, indent = '', kind = '', gap = '', name = ''] = header;
            open = { kind, name, file, at: line.at + indent.length + kind.length + gap.length, line: line.line, lines: [] };
            blocks.push(open);
            open = readInside(open, after(line, all.length));
        }
        else if (open) {
            open = readInside(open, line);
        }
        else if (line.shape.trim() !== '' && !/^\s*type\s+\w+\s*=/.test(line.shape)) {
            report(line.line, BROKEN_HEADER.test(line.shape) ? 'A block begins with its kind, its name and `{`.' : 'This stands outside of a block.');
        }
    }
    if (open)
        report(open.line, `\`${open.kind} ${open.name}\` is not closed.`);
    return blocks;
}
/** Adds a line to a block, up to the `}` that closes it. */
function readInside(block, line) {
    const end = closingBrace(line.shape);
    const inside = end < 0 ? line : { ...line, text: line.text.slice(0, end), shape: line.shape.slice(0, end) };
    if (inside.shape.trim() !== '')
        block.lines.push(inside);
    return end < 0 ? block : undefined;
}
/** A `}` that no `{` of the line opens: `@default({})` closes nothing. */
function closingBrace(shape) {
    let depth = 0;
    for (let at = 0; at < shape.length; at++) {
        if (shape[at] === '{')
            depth++;
        else if (shape[at] === '}' && depth-- === 0)
            return at;
    }
    return -1;
}
function after(line, length) {
    return { ...line, text: line.text.slice(length), shape: line.shape.slice(length), at: line.at + length };
}
function linesOf(source) {
    const texts = withoutComments(source).split('\n');
    let at = 0;
    return texts.map((text, index) => {
        const line = { text, shape: text.replace(/"(?:[^"\\]|\\.)*"/g, (string) => `"${' '.repeat(string.length - 2)}"`), at, line: index + 1 };
        at += text.length + 1;
        return line;
    });
}
/** The text with its comments blanked; strings end with their line, and so does a comment that is never closed. */
function withoutComments(source) {
    return source.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\r\n]*|\/\*[^]*?\*\/|\/\*[^\r\n]*/g, (found) => found.startsWith('"') ? found : found.replace(/[^\r\n]/g, ' '));
}
