/** Counts files on a terminal, on one line that disappears; does nothing elsewhere. */
export declare function createProgress(stream: {
    isTTY?: boolean;
    write(text: string): unknown;
}): {
    step(): void;
    done(): void;
};
