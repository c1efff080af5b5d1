export const THIS = 'this';
export const ELEMENT = 'element';
export function sourceKey(m, v) {
    return `${v}@${m}`;
}
