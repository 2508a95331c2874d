import type { RateSettings } from './guard/rates.js';
import { type Environment, integer, names, oneOf, WrongSetting } from './read-setting.js';

/** Who may ask from where, and how often. */
interface CallerSettings {
  readonly rates: RateSettings;
  readonly proxies: number;
  readonly corsOrigins: ReadonlySet<string>;
  readonly introspection: Introspection;
}

/** Who may ask for the schema: everybody, whoever has logged in, or who has the scope `schema:read`. */
export type Introspection = 'all' | 'login' | 'scope';

/** Reads the settings of callers. Throws WrongSetting. */
export function callerSettings(environment: Environment): CallerSettings {
  return {
    rates: Object.freeze({
      perCaller: integer(environment, 'RATE_CALLER', 100, 1, 10_000_000),
      perClient: integer(environment, 'RATE_CLIENT', 2_000, 1, 10_000_000),
      refusals: integer(environment, 'RATE_REFUSALS', 5, 1, 10_000_000),
    }),
    proxies: integer(environment, 'TRUSTED_PROXIES', 0, 0, 10),
    introspection: oneOf(environment, 'INTROSPECTION', environment['NODE_ENV'] === 'production' ? 'login' : 'all', [
      'all',
      'login',
      'scope',
    ]),
    corsOrigins: corsOrigins(environment),
  };
}

function corsOrigins(environment: Environment): ReadonlySet<string> {
  const origins = names(environment, 'CORS_ORIGINS');
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined)
    throw new WrongSetting(`CORS_ORIGINS names "${wrong}"; an origin is a scheme, a host and a port, and no path.`);
  return new Set(origins);
}
