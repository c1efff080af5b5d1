import { describe } from 'vitest';

import { check } from './harness.ts';

const each = (body: string, head = ''): string => `${head}export async function run(ids: string[], log: (error: unknown) => void) {
  for (const id of ids) {
    ${body}
  }
}
`;
const WRITE = 'await prisma.post.deleteMany({ where: { authorId: id } });';

describe('a write whose error is its round’s own', () => {
  check([
    { name: 'is caught there', code: each(`try { ${WRITE} } catch (error) { log(error); }`), reports: ['row-by-row prisma.post.deleteMany'] },
    { name: 'is caught in a chain', code: each('await prisma.post.deleteMany({ where: { authorId: id } }).catch(log);'), reports: ['row-by-row prisma.post.deleteMany'] },
    { name: 'is settled', code: 'export const run = (ids: string[]) => Promise.allSettled(ids.map(id => prisma.post.deleteMany({ where: { authorId: id } })));\n', reports: ['row-by-row prisma.post.deleteMany'] },
    { name: 'is settled later', code: 'export async function run(ids: string[]) {\n  const all = ids.map(id => prisma.post.deleteMany({ where: { authorId: id } }));\n  return Promise.allSettled(all);\n}\n', reports: ['row-by-row prisma.post.deleteMany'] },
    { name: 'is caught in the function that writes', code: `async function drop(id: string) {\n  try { ${WRITE} } catch { return false; }\n  return true;\n}\nexport async function run(ids: string[]) {\n  for (const id of ids) await drop(id);\n}\n`, reports: ['row-by-row drop'] },
    { name: 'some errors are thrown on', code: each(`try { ${WRITE} } catch (error) { if (String(error).includes('P2003')) continue; throw error; }`), reports: ['row-by-row prisma.post.deleteMany'] },
    { name: 'is caught around what runs it', code: each(`try { await inTenant(db => db.post.deleteMany({ where: { authorId: id } })); } catch (error) { log(error); }`, "import type { PrismaClient } from '@prisma/client';\ndeclare function inTenant<T>(work: (db: PrismaClient) => Promise<T>): Promise<T>;\n"), reports: ['row-by-row db.post.deleteMany'] },
    { name: 'near miss: it is thrown on', code: each(`try { ${WRITE} } catch (error) { log(error); throw error; }`), reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: the loop as a whole is tried', code: `export async function run(ids: string[], log: (error: unknown) => void) {\n  try {\n    for (const id of ids) ${WRITE}\n  } catch (error) {\n    log(error);\n  }\n}\n`, reports: ['driven prisma.post.deleteMany'] },
    { name: 'near miss: a read', code: each('try { console.log(await prisma.post.findMany({ where: { authorId: id } })); } catch (error) { log(error); }'), reports: ['driven prisma.post.findMany'] },
    { name: 'near miss: only cleaned up after', code: each(`try { ${WRITE} } finally { log(id); }`), reports: ['driven prisma.post.deleteMany'] },
  ]);
});
