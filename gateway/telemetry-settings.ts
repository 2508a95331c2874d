import { address, type Environment, integer, oneOf, WrongSetting } from './read-setting.js';

/** What operators see of the process, and where. */
export interface TelemetrySettings {
  /** Where metrics and health are served, apart from the public port; null for nowhere. */
  readonly admin: { readonly host: string; readonly port: number } | null;
  /** Milliseconds from which an operation is written down as slow; 0 for none. */
  readonly slowOperation: number;
  /** Null where nothing is traced. */
  readonly traces: TraceSettings | null;
}

/** How requests are traced. */
export interface TraceSettings {
  /** Where a collector takes OTLP over HTTP. */
  readonly url: string;
  /** Share of the requests that are traced, from 0 to 1. */
  readonly ratio: number;
  /** Whether a client's `traceparent` is believed, and decides. */
  readonly trusted: boolean;
}

/** Reads the settings of telemetry. Throws WrongSetting. */
export function telemetrySettings(environment: Environment): TelemetrySettings {
  return Object.freeze({
    admin: admin(environment),
    slowOperation: integer(environment, 'SLOW_OPERATION', 1_000, 0, 600_000),
    traces: traces(environment),
  });
}

function admin(environment: Environment): TelemetrySettings['admin'] {
  const host = environment['ADMIN_HOST'] || '127.0.0.1';
  const port = integer(environment, 'ADMIN_PORT', -1, 0, 65_535);
  if (port < 0) return null;
  // Port 0 is a free one, and two of those are never the same.
  if (port !== 0 && port === integer(environment, 'PORT', 4000, 0, 65_535))
    throw new WrongSetting(`ADMIN_PORT is ${port}, which is PORT: what operators see is not for the public port.`);
  return { host, port };
}

function traces(environment: Environment): TraceSettings | null {
  const base = environment['OTEL_EXPORTER_OTLP_ENDPOINT'] || null;
  const given = environment['TRACES_URL'] || (base && `${base.replace(/\/$/, '')}/v1/traces`);
  const ratio = share(environment['TRACES_RATIO'] || '1');
  const trusted = oneOf(environment, 'TRACES_TRUSTED', 'no', ['yes', 'no']) === 'yes';
  if (!given) return null;
  const name = environment['TRACES_URL'] ? 'TRACES_URL' : 'OTEL_EXPORTER_OTLP_ENDPOINT';
  return { url: address(name, given, ['http:', 'https:']), ratio, trusted };
}

function share(given: string): number {
  const ratio = Number(given);
  if (!(ratio >= 0 && ratio <= 1))
    throw new WrongSetting(`TRACES_RATIO is "${given}"; it must be a share of the requests, from 0 to 1.`);
  return ratio;
}
