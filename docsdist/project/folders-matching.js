import { join } from 'node:path';
/** `**` looks no deeper than this below the folder it is named in. */
const MAX_DEPTH = 6;
/**
 * The folders below `root` that workspace patterns name (`apps/*`, `packages/**`, `{a,b}/*`, `!**\/test`).
 * Only folders that a pattern names are read, never `node_modules` or hidden ones.
 */
export function foldersMatching(files, root, patterns, max) {
    const found = new Set();
    const visit = (dir, segments, depth) => {
        if (found.size >= max)
            return;
        const [segment, ...rest] = segments;
        if (segment === undefined)
            found.add(dir);
        else if (segment === '**') {
            visit(dir, rest, 0);
            if (depth < MAX_DEPTH)
                for (const name of subfolders(files, dir))
                    visit(join(dir, name), segments, depth + 1);
        }
        else if (!isGlob(segment)) {
            if (segment === '..' || files.isFolder(join(dir, segment)))
                visit(join(dir, segment), rest, 0);
        }
        else {
            const matches = matcherOf(segment);
            for (const name of subfolders(files, dir))
                if (matches.test(name))
                    visit(join(dir, name), rest, 0);
        }
    };
    for (const pattern of patterns.filter(each => !each.startsWith('!')).flatMap(expandBraces))
        visit(root, segmentsOf(pattern), 0);
    const excluded = patterns.filter(each => each.startsWith('!')).flatMap(each => expandBraces(each.slice(1)));
    const exclusions = excluded.map(pattern => pathMatcherOf(segmentsOf(pattern)));
    return [...found].filter(dir => !exclusions.some(each => each.test(relativeTo(root, dir))));
}
function subfolders(files, dir) {
    return files.list(dir).filter(name => name !== 'node_modules' && !name.startsWith('.') && files.isFolder(join(dir, name)));
}
function segmentsOf(pattern) {
    return pattern.split('/').filter(segment => segment !== '' && segment !== '.');
}
function isGlob(segment) {
    return /[*?[\]()!+@]/.test(segment) && !/^@[^()*?]*$/.test(segment);
}
function matcherOf(segment) {
    return regExpOf(`^${sourceOf(segment)}$`);
}
function pathMatcherOf(segments) {
    const parts = segments.map(segment => (segment === '**' ? '(?:[^/]+/)*' : `${sourceOf(segment)}/`));
    return regExpOf(`^${parts.join('')}$`);
}
function regExpOf(source) {
    try {
        return new RegExp(source);
    }
    catch {
        return /^(?!)/;
    }
}
/** A glob of one segment as a regular expression: `*`, `?`, `[a-z]`, `@(a|b)`, `!(a|b)`. */
function sourceOf(segment) {
    return segment.replace(/!\(([^)]*)\)|[@+?*]\(([^)]*)\)|\[[^\]]+\]|[*?]|[\\^$.+(){}|[\]]/g, (token, not, one) => {
        if (not !== undefined)
            return `(?!(?:${alternativesOf(not)})$)[^/]*`;
        if (one !== undefined)
            return `(?:${alternativesOf(one)})${token[0] === '@' ? '' : token[0]}`;
        if (token === '*')
            return '[^/]*';
        if (token === '?')
            return '[^/]';
        return token.length > 1 ? token.replace(/^\[!/, '[^') : `\\${token}`;
    });
}
function alternativesOf(list) {
    return list.split('|').map(sourceOf).join('|');
}
/** `{a,b}/*` as `a/*` and `b/*`. */
function expandBraces(pattern) {
    const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
    if (!group?.[1])
        return [pattern];
    const before = pattern.slice(0, group.index);
    const after = pattern.slice(group.index + group[0].length);
    return group[1].split(',').flatMap(each => expandBraces(before + each + after));
}
function relativeTo(root, dir) {
    return `${dir.slice(root.length + 1).replaceAll('\\', '/')}/`;
}
