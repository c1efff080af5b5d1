import type { ProjectView } from '../../project/project.ts';
import type { OrmSettings } from '../../settings.ts';
import type { Orm } from '../../vocabulary/orm.ts';
import type { Schema } from '../../vocabulary/schema.ts';
import type { ModuleId } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';
/** The linker over one generation of the project. `schemas` finds the schema files that speak for a module. */
export declare function makeLink(view: Pick<ProjectView, 'facts' | 'resolve'>, orms: readonly Orm[], settings: OrmSettings, schemas: (m: ModuleId) => readonly Schema[]): Link;
