/** Where the source of a package may begin. */
const ROOTS = ['', 'src/', 'server/', 'app/', 'api/', 'lib/', 'src/server/', 'server/src/', 'src/app/', 'backend/', 'backend/src/', 'api/src/', 'forge/'];

/** The folders of these names in which a package may keep the modules that declare its models, relative to it. */
export function modelFolders(names: readonly string[]): readonly string[] {
  return ROOTS.flatMap(root => names.map(name => root + name));
}
