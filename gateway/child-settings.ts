import { type Environment, integer, names, WrongSetting } from './read-setting.js';

/** Which modules run in processes of their own beside the portal, and how. */
export interface ChildSettings {
  /** Names of folders under `plugins/`, whose code the portal never imports. */
  readonly modules: ReadonlySet<string>;
  /** MiB that the heap of each may have. */
  readonly memory: number;
}

/** Reads the settings of modules in processes of their own. Throws WrongSetting. */
export function childSettings(environment: Environment): ChildSettings {
  const modules = names(environment, 'CHILD_MODULES');
  const wrong = modules.find((name) => !/^[a-z][a-z0-9-]*$/.test(name));
  if (wrong !== undefined)
    throw new WrongSetting(
      `CHILD_MODULES names "${wrong}"; give names of folders under plugins/, separated by commas.`,
    );
  if (modules.length > 0 && environment['DATABASE_URL'] === undefined)
    throw new WrongSetting(
      'CHILD_MODULES is set and DATABASE_URL is not: a module in a process of its own needs a PostgreSQL server, because the embedded one has one process alone.',
    );
  return Object.freeze({
    modules: new Set(modules),
    memory: integer(environment, 'CHILD_MEMORY', 256, 64, 65_536),
  });
}
