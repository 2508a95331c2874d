import { type Environment, integer, WrongSetting } from './read-setting.js';

/** How one portal of several behaves. */
export interface ReplicaSettings {
  /** Milliseconds for which it says at `/ready` that it is about to close, and serves on. */
  readonly drainDelay: number;
  /** OAuth clients whose logouts the issuer may tell of. */
  readonly logoutClients: readonly string[];
}

/** Reads the settings of replicas. Throws WrongSetting. */
export function replicaSettings(environment: Environment): ReplicaSettings {
  const production = environment['NODE_ENV'] === 'production';
  const logoutClients = (environment['LOGOUT_CLIENTS'] || 'yimen-explorer,yimen-cli,yimen-command-line').split(',');
  if (logoutClients.some((client) => client.trim() === ''))
    throw new WrongSetting('LOGOUT_CLIENTS has an empty name; give the ids of OAuth clients, separated by commas.');
  return Object.freeze({
    drainDelay: integer(environment, 'DRAIN_DELAY', production ? 5_000 : 0, 0, 600_000),
    logoutClients: logoutClients.map((client) => client.trim()),
  });
}
