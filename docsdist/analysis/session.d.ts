import { Project, type ProjectView } from '../project/project.ts';
import { type OrmSettings } from '../settings.ts';
import type { Analysis } from './analysis.ts';
import { Schemas } from './schemas.ts';
/** A file as a rule hands it over. */
export interface LintedFile {
    readonly filename: string;
    readonly text: string;
    readonly cwd: string;
    readonly settings: OrmSettings;
}
/** What is known of the project while nothing in it changes. */
export type Session = {
    readonly view: ProjectView;
    readonly analysis: Analysis;
    readonly schemas: Schemas;
};
/** The session for a linted file: what was linked before, as long as nothing it rests on has changed. */
export declare function openSession(file: LintedFile): Session;
/** Work done by this process so far. */
export declare function work(): Project['work'];
/** Whether a file of the program does not serve requests, by its path in its package. */
export declare function isOfflineFile({ view }: Session, { settings, cwd }: LintedFile, path: string): boolean;
/** Whether the project may use an ORM at all: a package in a manifest above the file, or in its workspace, or a schema. */
export declare function usesOrm(session: Session, path: string): boolean;
