/** The line and column of an offset. */
export function positionOf({ lines }, at) {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lines[middle] <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return { line: low + 1, column: at - lines[low] };
}
/** The offset of a line and column. */
export function offsetOf({ lines }, { line, column }) {
    return (lines[line - 1] ?? lines.at(-1) ?? 0) + column;
}
