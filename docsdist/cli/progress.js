/** Counts files on a terminal, on one line that disappears; does nothing elsewhere. */
export function createProgress(stream) {
    if (!stream.isTTY)
        return { step() { }, done() { } };
    let files = 0;
    let shown = 0;
    return {
        step() {
            files++;
            const now = performance.now();
            if (now - shown < 100)
                return;
            shown = now;
            stream.write(`\r\u001B[2K${files} files …`);
        },
        done() {
            if (shown > 0)
                stream.write('\r\u001B[2K');
        },
    };
}
