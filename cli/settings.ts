import { homedir } from 'node:os';
import path from 'node:path';

/** What the environment tells the command line; docs/docking.md lists it. */
export interface Settings {
  readonly portal: string | null;
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly clientKeyFile: string | null;
  /** Where the login of a person is kept. */
  readonly folder: string;
  readonly language: 'zh' | 'en';
}

/** Reads the environment; a variable that is empty is not set. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const told = (name: string): string | null => environment[name] || null;
  const configuration = told('XDG_CONFIG_HOME') ?? path.join(homedir(), '.config');
  const locale = told('LC_ALL') ?? told('LC_MESSAGES') ?? told('LANG') ?? '';
  return {
    portal: told('YIMEN_PORTAL'),
    issuer: told('YIMEN_ISSUER'),
    clientId: told('YIMEN_CLIENT_ID'),
    clientSecret: told('YIMEN_CLIENT_SECRET'),
    clientKeyFile: told('YIMEN_CLIENT_KEY_FILE'),
    folder: path.join(configuration, 'yimen'),
    language: locale.startsWith('zh') ? 'zh' : 'en',
  };
}
