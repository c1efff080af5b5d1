import { dirname } from 'node:path';

import type { ProjectView } from '../project/project.ts';
import type { OrmSettings } from '../settings.ts';
import type { Orm } from '../vocabulary/orm.ts';
import type { ModuleId } from '../vocabulary/value.ts';
import type { Schemas } from './schemas.ts';

/** The names by which the code of a project may ask a database. */
export type QueryWords = {
  /** Names of methods that run queries. */
  readonly methods: ReadonlySet<string>;
  /** Those of them that need no member before them. */
  readonly alone: ReadonlySet<string>;
};

/** Which ORMs a project may use: a package in a manifest above a file or in its workspace, a schema, or a setting says so. */
export class UsedOrms {
  readonly #byFolder = new Map<string, readonly Orm[]>();
  readonly #words = new Map<ModuleId, QueryWords>();

  constructor(
    private readonly view: () => ProjectView,
    private readonly orms: readonly Orm[],
    private readonly settings: OrmSettings,
    private readonly schemas: Schemas,
  ) {}

  /** The ORMs that the module at a path may use. */
  at(path: ModuleId): readonly Orm[] {
    const folder = dirname(path);
    let found = this.#byFolder.get(folder);
    if (!found) this.#byFolder.set(folder, (found = this.#find(path)));
    return found;
  }

  /** The names that ask a database in the module at a path; those of every ORM where nothing says which are used. */
  words(path: ModuleId): QueryWords {
    let found = this.#words.get(path);
    if (!found) {
      const used = this.at(path);
      this.#words.set(path, (found = wordsOf(used.length > 0 ? used : this.orms)));
    }
    return found;
  }

  #find(path: ModuleId): readonly Orm[] {
    const view = this.view();
    const manifests = [...view.manifests(path), ...(view.workspace(path)?.packages ?? []).map(each => each.manifest)];
    const schemas = this.schemas.for(path);
    return this.orms.filter(
      ({ name, packages }) =>
        packages.some(each => manifests.some(({ dependencies }) => dependencies.has(each))) ||
        schemas.some(({ orm }) => orm === name) ||
        this.settings.clients.some(({ orm }) => orm === name),
    );
  }
}

const words = new Map<string, QueryWords>();

/** The words of several ORMs: the same object for the same ORMs, so that what is found with them can be kept. */
function wordsOf(orms: readonly Orm[]): QueryWords {
  const key = orms.map(({ name }) => name).join();
  let found = words.get(key);
  if (!found) words.set(key, (found = { methods: new Set(orms.flatMap(orm => [...orm.methods])), alone: new Set(orms.flatMap(orm => [...(orm.declaring ?? [])])) }));
  return found;
}
