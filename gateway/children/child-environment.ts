import type { Config } from '../config.js';

/** Where the portal and its issuer are, as a child reaches them. */
export interface PortalPlace {
  readonly origin: string;
  /** The realm whose tokens the portal sends. */
  readonly issuer: string;
}

/**
 * The environment of a child: what a module needs to be served, and nothing else of what the portal was told. It has no key
 * that signs, no client secret, and none of the variables that the portal's own process was started with.
 */
export function childEnvironment(config: Config, { origin, issuer }: PortalPlace): Record<string, string> {
  const { database, production, audience, portalUrl, logLevel, telemetry } = config;
  const { traces } = telemetry;
  return {
    ...(production ? { NODE_ENV: 'production' } : {}),
    ...(database.kind === 'server'
      ? { DATABASE_URL: database.url, DATABASE_CONNECTIONS: String(database.connections ?? '') }
      : {}),
    HOST: '127.0.0.1',
    PORT: '0',
    ISSUER: issuer,
    AUDIENCE: audience,
    PORTAL_URL: portalUrl ?? `${origin}/graphql`,
    LOG_LEVEL: logLevel,
    SLOW_OPERATION: String(telemetry.slowOperation),
    ...(traces ? { TRACES_URL: traces.url, TRACES_RATIO: String(traces.ratio), TRACES_TRUSTED: 'yes' } : {}),
    // Apollo's packages read it once, when they are imported.
    APOLLO_TELEMETRY_DISABLED: '1',
  };
}
