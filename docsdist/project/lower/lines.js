const BREAK = /\r\n|[\n\r\u2028\u2029]/g;
/** The offset at which each line begins; lines end where ESLint ends them. */
export function linesOf(text) {
    const lines = [0];
    if (!/[\r\u2028\u2029]/.test(text)) {
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
            lines.push(at + 1);
        return lines;
    }
    for (const match of text.matchAll(BREAK))
        lines.push(match.index + match[0].length);
    return lines;
}
