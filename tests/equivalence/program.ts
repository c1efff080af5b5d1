import type { Phrases } from './cells.ts';

/** Makes a program of one ORM: the imports that its body needs, and the body. */
export function programOf(orm: Phrases): (parameters: string, body: string) => string {
  return (parameters, body) => {
    const used = orm.imports.map(({ line, when }) => (when === undefined || when.test(body) ? line : '')).filter(line => line !== '').join('\n');
    const extra = orm.parameters === undefined ? '' : `, ${orm.parameters}`;
    return `${used}

export async function run({ ${parameters} }: { ids: number[]; codes: string[]; rows: { id: number; code: string; name: string; status?: string }[] }${extra}) {
${body.trim().replaceAll(/^(?=.)/gm, '  ')}
}
`;
  };
}
