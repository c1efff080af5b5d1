import type { ProjectView } from '../project/project.ts';
import type { OrmSettings } from '../settings.ts';
import type { Orm } from '../vocabulary/orm.ts';
import type { Schema } from '../vocabulary/schema.ts';
import type { ModuleId } from '../vocabulary/value.ts';
/** Finds the schemas that speak for a module: those a setting names, else the nearest above it, else those of the workspace. */
export declare class Schemas {
    #private;
    private readonly view;
    private readonly orms;
    private readonly settings;
    private readonly cwd;
    constructor(view: () => ProjectView, orms: readonly Orm[], settings: OrmSettings, cwd: string);
    /** The schemas for module `m`, of every ORM that keeps one. */
    for(m: ModuleId): readonly Schema[];
}
