import { describe, expect, it } from 'vitest';

import { checkFollowUps, followUpsOf, type Around } from './harness.ts';

const around: Around = { files: { 'src/session.ts': "import { prisma } from './db';\nexport async function sessionOf(id: string) { const user = await prisma.user.findUnique({ where: { id } }); return { user: user!, at: Date.now() }; }\nexport async function resetAll() { for (const user of await prisma.user.findMany()) await prisma.user.update({ where: { id: user.id }, data: { score: user.score - 1 } }); }" }, head: "import { resetAll, sessionOf } from './session';\nimport { prisma } from './db';\ndeclare const unknown: any;\ndeclare const canEdit: any;" };

describe('rows that another query could have loaded', () => {
  checkFollowUps(around, [
    ['the children of a row', 'const user = await prisma.user.findUnique({ where: { id } });\nconst posts = await prisma.post.findMany({ where: { authorId: user!.id } });\nreturn { user, posts };', ['related prisma.post.findMany user.id']],
    ['the parent of a row', 'const post = await prisma.post.findUnique({ where: { id } });\nconst author = await prisma.user.findUnique({ where: { id: post!.authorId } });\nreturn { post, author };', ['related prisma.user.findUnique post.authorId']],
    ['a key that is destructured', 'const { authorId, title } = (await prisma.post.findUnique({ where: { id } }))!;\nconst author = await prisma.user.findUnique({ where: { id: authorId } });\nreturn { title, author };', ['related prisma.user.findUnique authorId']],
    ['after the question whether the row is there', "const user = await prisma.user.findUnique({ where: { id } });\nif (!user) throw new Error('missing');\nconst posts = await prisma.post.findMany({ where: { authorId: user.id } });\nreturn { user, posts };", ['related prisma.post.findMany user.id']],
    ['inside the question whether the row is there', 'const user = await prisma.user.findUnique({ where: { id } });\nlet posts;\nif (user) posts = await prisma.post.findMany({ where: { authorId: user.id } });\nreturn { user, posts };', ['related prisma.post.findMany user.id']],
    ['behind the question whether there is a key', 'const user = await prisma.user.findUnique({ where: { id } });\nconst team = user?.teamId ? await prisma.team.findUnique({ where: { id: user.teamId } }) : null;\nreturn { user, team };', ['related prisma.team.findUnique user.teamId']],
    ['two relations of one row, as one finding', 'const post = await prisma.post.findUnique({ where: { id } });\nconst author = await prisma.user.findUnique({ where: { id: post!.authorId } });\nconst comments = await prisma.comment.findMany({ where: { postId: post!.id } });\nreturn { post, author, comments };', ['related prisma.user.findUnique post.authorId + comments']],
    ['rows of a function of another file', {
      'src/users.ts': 'export const userOf = (id: string) => prisma.user.findUnique({ where: { id } });',
      'src/page.ts': "import { userOf } from './users';\nexport async function page(id: string) { const user = await userOf(id); return { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) }; }",
    }, ['related prisma.post.findMany user.id']],
  ]);
});

describe('a row that is read for its key alone', () => {
  checkFollowUps(around, [
    ['a page of its children', 'const user = await prisma.user.findUnique({ where: { email: id } });\nconst posts = await prisma.post.findMany({ where: { authorId: user?.id }, skip: 10, take: 10 });\nreturn posts;', ['filtered prisma.post.findMany user.id']],
    ['beside their number', 'const user = await prisma.user.findUnique({ where: { email: id } });\nconst posts = await prisma.post.findMany({ where: { authorId: user?.id }, skip: 10, take: 10 });\nreturn { posts, total: await prisma.post.count({ where: { authorId: user?.id } }) };', ['filtered prisma.post.findMany user.id']],
    ['near miss: a page, where an error says that there is no row', 'const user = await prisma.user.findUniqueOrThrow({ where: { email: id } });\nreturn prisma.post.findMany({ where: { authorId: user.id }, skip: 10, take: 10 });', []],
    ['near miss: and where something else is given then', 'const user = await prisma.user.findUnique({ where: { email: id } });\nif (!user) return null;\nreturn prisma.post.findMany({ where: { authorId: user.id }, skip: 10, take: 10 });', []],
    ['near miss: a row that is used, and a page', 'const user = await prisma.user.findUnique({ where: { email: id } });\nconst posts = await prisma.post.findMany({ where: { authorId: user?.id }, skip: 10, take: 10 });\nreturn { user, posts };', []],
  ]);
});

describe('the same row, twice', () => {
  checkFollowUps(around, [
    ['by the same key', 'const user = await prisma.user.findUnique({ where: { id } });\nconsole.log(user!.name);\nreturn prisma.user.findUnique({ where: { id }, include: { posts: true } });', ['again prisma.user.findUnique id']],
    ['by the key of the row itself', 'const user = await prisma.user.findUnique({ where: { id: me.id } });\nconst again = await prisma.user.findFirst({ where: { id: me.id } });\nreturn { user, again };', ['again prisma.user.findFirst id']],
    ['with a part of the row in it', 'const user = await prisma.user.findUnique({ where: { id } });\nconst again = await prisma.user.findUnique({ where: { id }, ...unknown(user!.teamId) });\nreturn { user, again };', []],
    ['near miss: with something else in it', 'const user = await prisma.user.findUnique({ where: { id } });\nconst again = await prisma.user.findUnique({ where: { id }, ...unknown(me) });\nreturn { user, again };', ['again prisma.user.findUnique id']],
    ['near miss: another key', 'const user = await prisma.user.findUnique({ where: { id } });\nconst other = await prisma.user.findUnique({ where: { id: me.id } });\nreturn { user, other };', []],
    ['by a key that a function writes', 'const by = (key: string) => ({ id: key });\nconst user = await prisma.user.findUnique({ where: by(id) });\nconst again = await prisma.user.findUnique({ where: by(id) });\nreturn { user, again };', ['again prisma.user.findUnique id']],
    ['near miss: by two keys that a function writes', 'const by = (key: string) => ({ id: key });\nconst user = await prisma.user.findUnique({ where: by(id) });\nconst other = await prisma.user.findUnique({ where: by(me.id) });\nreturn { user, other };', []],
    ['written between', 'const user = await prisma.user.findUnique({ where: { id } });\nawait prisma.user.update({ where: { id }, data: { score: 1 } });\nreturn { user, after: await prisma.user.findUnique({ where: { id } }) };', []],
    ['near miss: another model is written', 'const user = await prisma.user.findUnique({ where: { id } });\nawait prisma.post.updateMany({ where: { authorId: id }, data: { views: 1 } });\nreturn { user, after: await prisma.user.findUnique({ where: { id } }) };', ['again prisma.user.findUnique id']],
    ['what a function may have written in a loop', 'const user = await prisma.user.findUnique({ where: { id } });\nawait resetAll();\nreturn { user, after: await prisma.user.findUnique({ where: { id } }) };', []],
    ['near miss: a function that only reads', 'const user = await prisma.user.findUnique({ where: { id } });\nconst { at } = await sessionOf(id);\nreturn { user, at, after: await prisma.user.findUnique({ where: { id } }) };', ['again prisma.user.findUnique id']],
    ['more of it on some paths', 'const user = await prisma.user.findUnique({ where: { id } });\nif (me.detailed) return prisma.user.findUnique({ where: { id }, include: { posts: true } });\nreturn user;', []],
    ['near miss: as much of it on some paths', 'const user = await prisma.user.findUnique({ where: { id } });\nif (me.detailed) return prisma.user.findUnique({ where: { id } });\nreturn user;', ['again prisma.user.findUnique id']],
    ['more of it after a way out', 'const user = await prisma.user.findUnique({ where: { id } });\nif (user!.score === 0) return [];\nreturn prisma.user.findUnique({ where: { id }, include: { posts: true } });', []],
    ['something unknown is waited for', 'const user = await prisma.user.findUnique({ where: { id } });\nawait unknown.sync(id);\nreturn { user, after: await prisma.user.findUnique({ where: { id } }) };', []],
    ['in a transaction', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn prisma.$transaction(async tx => ({ user, inside: await tx.user.findUnique({ where: { id } }) }));', []],
    ['one of two branches each', 'if (me) return prisma.user.findUnique({ where: { id } });\nelse return prisma.user.findUnique({ where: { id } });', []],
  ]);
});

describe('silence', () => {
  checkFollowUps(around, [
    ['a permission check that returns early', "const user = await prisma.user.findUnique({ where: { id } });\nif (user!.teamId !== me.teamId) throw new Error('forbidden');\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) };", []],
    ['a permission check that throws by itself', 'const user = await prisma.user.findUnique({ where: { id } });\ncanEdit(me, user);\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) };', []],
    ['near miss: it is logged', 'const user = await prisma.user.findUnique({ where: { id } });\nconsole.log(user);\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) };', ['related prisma.post.findMany user.id']],
    ['a condition', "const user = await prisma.user.findUnique({ where: { id } });\nlet posts;\nif (me.detailed) posts = await prisma.post.findMany({ where: { authorId: user!.id } });\nreturn { user, posts };", []],
    ['one side of an expression', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, posts: me.detailed ? await prisma.post.findMany({ where: { authorId: user!.id } }) : [] };', []],
    ['a page of the children', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id }, skip: 20, take: 10 }) };', []],
    ['near miss: the first of the children', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id }, take: 10 }) };', ['related prisma.post.findMany user.id']],
    ['rows that are written between', 'const user = await prisma.user.findUnique({ where: { id } });\nawait prisma.post.create({ data: { authorId: id, slug: id, title: id } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) };', []],
    ['a row that is read without its relations, to be saved', 'const user = await prisma.user.findUnique({ where: { id }, include: { posts: true } });\nconst bare = await prisma.user.findUnique({ where: { id } });\nbare!.score = user!.posts.length;\nawait unknown.save(bare);', []],
    ['near miss: with what the first has', 'const user = await prisma.user.findUnique({ where: { id } });\nconst bare = await prisma.user.findUnique({ where: { id } });\nbare!.score = user!.score;\nawait unknown.save(bare);', ['again prisma.user.findUnique id']],
    ['another client', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn prisma.$transaction(async tx => ({ user, posts: await tx.post.findMany({ where: { authorId: user!.id } }) }));', []],
    ['near miss: the same transaction', 'return prisma.$transaction(async tx => {\nconst user = await tx.user.findUnique({ where: { id } });\nreturn { user, posts: await tx.post.findMany({ where: { authorId: user!.id } }) };\n});', ['related tx.post.findMany user.id']],
    ['a variable that may hold another row', 'let user = await prisma.user.findUnique({ where: { id } });\nif (!user) user = await prisma.user.create({ data: { email: me.email } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user.id } }) };', []],
    ['one of the children', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, post: await prisma.post.findFirst({ where: { authorId: user!.id, slug: me.slug } }) };', []],
    ['near miss: those of the children that are open', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id, status: "OPEN" } }) };', ['related prisma.post.findMany user.id']],
    ['rows that are known by keys of their own', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id, id: { in: me.ids } } }) };', []],
    ['a parent that has to be another one’s too', 'const post = await prisma.post.findUnique({ where: { id } });\nreturn { post, author: await prisma.user.findFirst({ where: { id: post!.authorId, teamId: me.teamId } }) };', []],
    ['a list: `include` sends the second query itself', 'const posts = await prisma.post.findMany();\nconst users = await prisma.user.findMany({ where: { id: { in: posts.map(post => post.authorId) } } });\nreturn { posts, users };', []],
    ['conditions that cannot be read', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id, ...me.filter } }) };', []],
    ['what a function of another file makes of its rows', 'const { user } = await sessionOf(id);\nreturn prisma.post.findMany({ where: { authorId: user.id } });', []],
    ['what is asked by more of the row than its key', 'const post = await prisma.post.findUnique({ where: { id } });\nreturn { post, author: await prisma.user.findUnique({ where: { id: post!.authorId }, include: { posts: { where: { title: post!.title } } } }) };', []],
    ['near miss: what is asked by something else', 'const post = await prisma.post.findUnique({ where: { id } });\nreturn { post, author: await prisma.user.findUnique({ where: { id: post!.authorId }, include: { posts: { where: { title: me.title } } } }) };', ['related prisma.user.findUnique post.authorId']],
    ['rows of a function that says what happens where they are missing', {
      'src/users.ts': "export async function userOf(id: string) { const user = await prisma.user.findUnique({ where: { id } }); if (!user) throw new Error('missing'); return user; }",
      'src/page.ts': "import { userOf } from './users';\nexport async function page(id: string) { const user = await userOf(id); return { user, posts: await prisma.post.findMany({ where: { authorId: user.id } }) }; }",
    }, []],
    ['near miss: such a function that loads the relation already', {
      'src/users.ts': "export async function userOf(id: string) { const user = await prisma.user.findUnique({ where: { id }, include: { posts: true } }); if (!user) throw new Error('missing'); return user; }",
      'src/page.ts': "import { userOf } from './users';\nexport async function page(id: string) { const user = await userOf(id); return { user, posts: await prisma.post.findMany({ where: { authorId: user.id } }) }; }",
    }, ['related prisma.post.findMany user.id']],
    ['rows of a query that cannot be read', 'const user = await prisma.user.findUnique({ where: { id }, ...me.options });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) };', []],
    ['one of two keys, as a function says', 'const keyOf = (user: any) => { if (me.own) return me.teamId; return user.teamId; };\nconst user = await prisma.user.findUnique({ where: { id } });\nconst teamId = keyOf(user);\nreturn { user, team: await prisma.team.findUnique({ where: { id: teamId } }) };', []],
    ['one of two keys, or nothing', 'const user = await prisma.user.findUnique({ where: { id } });\nconst teamId = me.teamId ?? user!.teamId ?? null;\nreturn { user, team: await prisma.team.findUnique({ where: { id: teamId } }) };', []],
    ['near miss: the key, as a function says', 'const keyOf = (user: any) => user.teamId;\nconst user = await prisma.user.findUnique({ where: { id } });\nconst teamId = keyOf(user);\nreturn { user, team: await prisma.team.findUnique({ where: { id: teamId } }) };', ['related prisma.team.findUnique user.teamId']],
    ['of one that is picked out of a list', 'const users = await prisma.user.findMany();\nconst user = users.find(each => each.email === me.email)!;\nreturn { users, posts: await prisma.post.findMany({ where: { authorId: user.id } }) };', []],
    ['one of two keys', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, team: await prisma.team.findUnique({ where: { id: user!.teamId ?? me.teamId } }) };', []],
    ['near miss: a key, or nothing', "const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, team: await prisma.team.findUnique({ where: { id: user!.teamId ?? '' } }) };", ['related prisma.team.findUnique user.teamId']],
    ['a column that is no relation', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, job: await prisma.job.findFirst({ where: { status: user!.name! } }) };', []],
    ['a loop: that is another rule’s', 'const users = await prisma.user.findMany();\nconst all = [];\nfor (const user of users) all.push(await prisma.post.findMany({ where: { authorId: user.id } }));\nreturn all;', []],
  ]);
});

describe('advice', () => {
  it.each([
    ['an include', 'const user = await prisma.user.findUnique({ where: { id } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id, status: "OPEN" }, orderBy: { views: "desc" } }) };', 'Load them with `include: { posts: { where: …, orderBy: … } }` in `prisma.user.findUnique`: one call, and one statement with the preview feature `relationJoins`.'],
    ['what is loaded already', 'const user = await prisma.user.findUnique({ where: { id }, include: { posts: true } });\nreturn { user, posts: await prisma.post.findMany({ where: { authorId: user!.id } }) };', 'It loads `posts` with it: read it there, with the columns that are needed here.'],
    ['a select', 'const post = await prisma.post.findUnique({ where: { id }, select: { authorId: true, title: true } });\nreturn { post, author: await prisma.user.findUnique({ where: { id: post!.authorId } }) };', 'Load it with `select: { author: true }` in `prisma.post.findUnique`: one call, and one statement with the preview feature `relationJoins`.'],
    ['a relation filter', 'const user = await prisma.user.findUnique({ where: { email: id } });\nreturn prisma.post.findMany({ where: { authorId: user!.id } });', 'Ask by the relation: `where: { author: { email: … } }` in `prisma.post.findMany`, in place of `authorId`, and without `prisma.user.findUnique`.'],
    ['the row that is there', 'const user = await prisma.user.findUnique({ where: { id } });\nconst again = await prisma.user.findUnique({ where: { id }, include: { posts: true } });\nreturn { user, again };', 'Load `posts` with the first one, and use `user`.'],
  ])('%s', (_, code, advice) => {
    expect(followUpsOf(around, code).map(finding => finding.advice)).toEqual([advice]);
  });
});
