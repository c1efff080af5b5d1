import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { factsOfText } from '../../src/project/lower/index.ts';
import { pack, unpack } from '../../src/project/packed-facts.ts';

const ROOT = join(import.meta.dirname, '../..');

const FORMS = `
import def, { a as b } from './x.ts';
export const o = { name: 1, 'quoted-name': "é\\u0000", [key()]: 2, ...rest, get size() { return 1; }, set size(v) {}, method() {}, 0: null };
export class C<T> extends Base<T> { #hidden = 1; constructor(private readonly db: Db) { super(db); } async *load?(...ids: string[]) { for await (const { x, ...y } of ids) yield* this.#hidden?.[x]?.(y, ...ids); } }
const n = new Map<string, number>([[1.5, -0], [2e20, 10n], [true, undefined]]);
sql\`select \${n.get('x')!} from t\`;
f<string>(a => a ?? b, ...n, (c as D).e!.g);
let i = 0; i++; [i, o.name = 3] = g(); export default typeof i === 'string' ? /re/ : <any>i;
`;

test.each([
  ['every form of an expression', 'forms.ts', FORMS],
  ['a file without anything', 'empty.ts', ''],
  ...readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).map(name => join('src', name)).map((path): [string, string, string] => [path, path, readFileSync(join(ROOT, path), 'utf8')]),
])('facts are the same after they were packed: %s', (_, path, text) => {
  const facts = factsOfText(path, text)!;
  expect(unpack(pack(facts))).toEqual(facts);
});

test('bytes may begin anywhere in memory, as what was compressed does', () => {
  const facts = factsOfText('forms.ts', FORMS)!;
  const bytes = pack(facts);
  const moved = Buffer.from(new ArrayBuffer(bytes.length + 1), 1);
  bytes.copy(moved);
  expect(unpack(moved)).toEqual(facts);
});
