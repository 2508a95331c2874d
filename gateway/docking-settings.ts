import type { KeyObject } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { type Environment, integer, names, privateKey, WrongSetting } from './read-setting.js';

/** Where the systems of departments may stand, and how the portal shows them that it is the portal. */
export interface DockingSettings {
  /** Private networks in which they may stand in production too; everything private is refused beside them. */
  readonly networks: BlockList;
  /** Private key that signs what the portal sends to them; null for the one that the data folder keeps. */
  readonly signingKey: KeyObject | null;
  /** Checks and publications that one department may begin in a minute, and as many changes of the graph. */
  readonly perDepartment: number;
  /** Bytes that one answer of a docked subgraph may have, where it may have no fewer as one of any subgraph. */
  readonly answerLimit: number;
}

/** Reads the settings of subgraphs that departments serve. Throws WrongSetting. */
export function dockingSettings(environment: Environment): DockingSettings {
  const networks = new BlockList();
  for (const network of names(environment, 'DOCKING_NETWORKS')) {
    const [address = '', bits = ''] = network.split('/');
    const family = isIP(address);
    const longest = family === 4 ? 32 : 128;
    if (family === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > longest)
      throw new WrongSetting(
        `DOCKING_NETWORKS names "${network}"; give networks as 10.20.0.0/16, separated by commas.`,
      );
    networks.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return Object.freeze({
    networks,
    signingKey: privateKey(environment, 'CALL_SIGNING_KEY'),
    perDepartment: integer(environment, 'RATE_DEPARTMENT', 20, 1, 100_000),
    answerLimit: integer(environment, 'LIMIT_DOCKED_ANSWER_BYTES', 4 * 1024 * 1024, 1_000, 1_000_000_000),
  });
}
