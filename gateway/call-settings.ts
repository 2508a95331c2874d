import { type Environment, integer, oneOf } from './read-setting.js';

/** How subgraphs that are served elsewhere are called. */
export interface CallSettings {
  /** Milliseconds that one answer may take, a second try included. */
  readonly timeout: number;
  /** Bytes that one answer may have. */
  readonly answerLimit: number;
  /** Whether a subgraph that fails too often is left alone for a while. */
  readonly breaker: boolean;
  /** Whether a query that met a broken connection is sent once more. */
  readonly retry: boolean;
  /** Whether equal queries that are under way at the same time are one call. */
  readonly sharing: boolean;
}

/** Reads the settings of calls to subgraphs. Throws WrongSetting. */
export function callSettings(environment: Environment): CallSettings {
  return Object.freeze({
    timeout: integer(environment, 'SUBGRAPH_TIMEOUT', 10_000, 10, 600_000),
    answerLimit: integer(environment, 'LIMIT_ANSWER_BYTES', 32 * 1024 * 1024, 1_000, 1_000_000_000),
    breaker: isOn(environment, 'SUBGRAPH_BREAKER'),
    retry: isOn(environment, 'SUBGRAPH_RETRY'),
    sharing: isOn(environment, 'SUBGRAPH_SHARING'),
  });
}

function isOn(environment: Environment, name: string): boolean {
  return oneOf(environment, name, 'on', ['on', 'off']) === 'on';
}
