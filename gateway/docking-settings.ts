import { BlockList, isIP } from 'node:net';
import { type Environment, names, WrongSetting } from './read-setting.js';

/** Where the systems of departments may stand. */
export interface DockingSettings {
  /** Private networks in which they may stand in production too; everything private is refused beside them. */
  readonly networks: BlockList;
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
  return Object.freeze({ networks });
}
