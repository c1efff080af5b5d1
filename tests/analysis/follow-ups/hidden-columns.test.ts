import { expect, it } from 'vitest';

import { followUpsOf, type Around } from './harness.ts';

const around = (select: string): Around => ({
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { typeorm: '0.3.20' } }),
    'src/user.ts': `import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';\n@Entity() export class User { @PrimaryGeneratedColumn() id: number; @Column() name: string; @Column({ select: ${select} }) hash: string; }\n`,
  },
  head: "import { Repository } from 'typeorm';\nimport { User } from './user';\ndeclare const users: Repository<User>;",
});
const code = 'const user = await users.findOneBy({ id });\nconst { hash } = await users.findOneOrFail({ where: { id }, select: { id: true, hash: true } });\nreturn { user, hash };';

// A column that is left out of every read is not in the row that is there already, and is asked for apart.
it.each([['false', []], ['true', ['again']]])('of a row with a column of `select: %s` is said: %s', (select, kinds) => {
  expect(followUpsOf(around(select), code).map(({ kind }) => kind)).toEqual(kinds);
});
