import { describe } from 'vitest';

import { check, type Files } from './harness.ts';

/** A service, and a function that takes one from somewhere and asks it once per id. */
const taking = (posts: string, imports = ''): Files => ({
  'src/posts.service.ts': `import { prisma } from './db';
export interface Post { id: string; countOf(authorId: string): Promise<number> }
export class PostsService {
  async countOf(authorId: string) {
    return prisma.post.count({ where: { authorId } });
  }
}
`,
  'src/teams.ts': `${imports}import { PostsService, type Post } from './posts.service';
export async function all(ids: string[], scope: any) {
  const posts = ${posts};
  for (const id of ids) console.log(await posts.countOf(id));
}
`,
});

const REPORTED = ['src/teams.ts: driven posts.countOf'];

describe('services that a container gives', () => {
  check([
    { name: 'by their class', code: taking('Container.get(PostsService)', "import { Container } from 'typedi';\n"), reports: REPORTED },
    { name: 'by their class, of a module’s reference', code: { ...taking('0'), 'src/teams.ts': `import { ModuleRef } from '@nestjs/core';
import { PostsService } from './posts.service';
export class Teams {
  constructor(private readonly moduleRef: ModuleRef) {}
  async all(ids: string[]) {
    const posts = this.moduleRef.get(PostsService, { strict: false });
    for (const id of ids) console.log(await posts.countOf(id));
  }
}
` }, reports: REPORTED },
    { name: 'by a token, the type said as an argument', code: taking("scope.resolve<PostsService>('posts')"), reports: REPORTED },
    { name: 'by a token, the type said as an argument, from a package', code: taking('container.get<PostsService>(TOKENS.posts)', "import { container } from 'inversify';\nimport { TOKENS } from './tokens';\n"), reports: REPORTED },
    { name: 'by a token, and a cast of what the package gives', code: taking("container.get('posts') as PostsService", "import { container } from 'inversify';\n"), reports: REPORTED },
    { name: 'a class that another package is given', code: taking('decorate(PostsService)', "import { decorate } from 'some-package';\n"), reports: [] },
    { name: 'a type that nothing in the program does', code: taking("scope.resolve<Post>('posts')"), reports: [] },
    { name: 'several types say nothing of the result', code: taking("scope.convert<string, PostsService>('posts')"), reports: [] },
  ]);
});
