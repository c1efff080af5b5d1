/** Answers by key: those that hold for good, those that hold within the present outermost question, and the questions being asked. */
export declare class Memory<Answer> {
    readonly kept: Map<string, Answer>;
    readonly passing: Map<string, Answer>;
    readonly asked: Map<string, number>;
}
/**
 * Asks each question once. A question that comes up inside its own answer is answered `busy`; what was concluded from that
 * depends on where the asking began, so it is kept only until the outermost question ends. Answers are therefore the same
 * in whatever order files are linted.
 */
export declare function makeOnce(memories: readonly {
    readonly passing: Map<string, unknown>;
}[]): <Answer>(memory: Memory<Answer>, key: string, busy: Answer, ask: () => Answer) => Answer;
