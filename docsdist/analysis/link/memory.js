/** Questions nested deeper than this are given up: every cycle of the program ends here at the latest. */
const DEEPEST = 120;
/** Answers by key: those that hold for good, those that hold within the present outermost question, and the questions being asked. */
export class Memory {
    kept = new Map();
    passing = new Map();
    asked = new Map();
}
/**
 * Asks each question once. A question that comes up inside its own answer is answered `busy`; what was concluded from that
 * depends on where the asking began, so it is kept only until the outermost question ends. Answers are therefore the same
 * in whatever order files are linted.
 */
export function makeOnce(memories) {
    let depth = 0;
    /** The outermost question that some answer was cut short by, as a depth. */
    let cut = Infinity;
    return (memory, key, busy, ask) => {
        const known = memory.kept.get(key) ?? memory.passing.get(key);
        if (known !== undefined) {
            // What rests on a passing answer is passing too.
            if (!memory.kept.has(key))
                cut = Math.min(cut, 0);
            return known;
        }
        const open = memory.asked.get(key);
        if (open !== undefined || depth >= DEEPEST) {
            cut = Math.min(cut, open ?? 0);
            return busy;
        }
        const outer = cut;
        cut = Infinity;
        memory.asked.set(key, depth);
        depth++;
        try {
            const answer = ask();
            const closed = cut >= depth - 1;
            (closed || depth === 1 ? memory.kept : memory.passing).set(key, answer);
            if (closed)
                cut = Infinity;
            return answer;
        }
        finally {
            depth--;
            memory.asked.delete(key);
            cut = Math.min(cut, outer);
            if (depth === 0) {
                cut = Infinity;
                for (const each of memories)
                    each.passing.clear();
            }
        }
    };
}
