import { relative } from 'node:path';
/** The reports by file, each with its line of code, then how many there are of what. */
export function summarize({ results, files, cwd, seconds }, paint) {
    const withProblems = results.filter(({ messages }) => messages.length > 0);
    const blocks = withProblems.map(result => fileBlock(result, relative(cwd, result.filePath) || result.filePath, paint));
    return `${[...blocks, totals(results, files, seconds, paint)].join('\n')}\n`;
}
function fileBlock({ messages, source }, path, paint) {
    const lines = source?.split(/\r\n|[\r\n\u2028\u2029]/) ?? [];
    return [paint('underline', path), ...messages.map(message => messageBlock(message, lines, paint))].join('\n') + '\n';
}
function messageBlock(message, lines, paint) {
    const { line, column, ruleId, severity } = message;
    const head = [
        paint('dim', `${line}:${column}`),
        severity === 2 ? paint('red', 'error') : paint('yellow', 'warning'),
        paint('dim', ruleId ?? (message.fatal ? 'syntax' : '')),
    ];
    const text = `  ${head.join('  ').trimEnd()}\n    ${message.message}`;
    const frame = frameOf(message, lines[line - 1]);
    return frame ? `${text}\n${paint('dim', frame.code)}\n${paint(severity === 2 ? 'red' : 'yellow', frame.carets)}` : text;
}
const MAX_WIDTH = 120;
/** The line of the report and carets under the reported part of it. */
function frameOf({ line, column, endLine = line, endColumn }, code) {
    if (code === undefined || code.trim() === '')
        return undefined;
    const indent = /^\s*/.exec(code)[0].length;
    const from = Math.max(0, column - 1 - indent);
    const shown = code.slice(indent).replaceAll('\t', ' ');
    if (from >= Math.min(shown.trimEnd().length, MAX_WIDTH))
        return undefined;
    const to = endLine === line && endColumn !== undefined ? endColumn - 1 - indent : shown.trimEnd().length;
    const margin = `    ${line} | `;
    const cut = shown.length > MAX_WIDTH ? `${shown.slice(0, MAX_WIDTH)}…` : shown;
    return { code: margin + cut, carets: ' '.repeat(margin.length + from) + '^'.repeat(Math.max(1, Math.min(to, MAX_WIDTH) - from)) };
}
function totals(results, filesRead, seconds, paint) {
    const messages = results.flatMap(result => result.messages);
    const read = `${count(filesRead, 'file')} read in ${seconds.toFixed(1)} s.`;
    if (filesRead === 0)
        return paint('yellow', 'No JavaScript or TypeScript files found.');
    if (messages.length === 0)
        return paint('green', `No problems; ${read}`);
    const files = results.filter(result => result.messages.length > 0).length;
    const byRule = new Map();
    for (const { ruleId, fatal } of messages) {
        const key = ruleId ?? (fatal ? 'files that could not be parsed' : 'other');
        byRule.set(key, (byRule.get(key) ?? 0) + 1);
    }
    const width = String(Math.max(...byRule.values())).length;
    const rows = [...byRule].sort(([, a], [, b]) => b - a).map(([rule, times]) => `  ${String(times).padStart(width)}  ${rule}`);
    const fixable = results.reduce((sum, result) => sum + result.fixableErrorCount + result.fixableWarningCount, 0);
    return [
        paint('bold', `${count(messages.length, 'problem')} in ${count(files, 'file')}; ${read}`),
        ...rows,
        ...(fixable > 0 ? [`  ${fixable} of them can be fixed with --fix.`] : []),
    ].join('\n');
}
const count = (times, thing) => `${times} ${thing}${times === 1 ? '' : 's'}`;
