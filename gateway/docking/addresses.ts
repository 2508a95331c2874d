import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses of no public host: of this machine, of a link, private, reserved, or of many hosts (RFC 6890, RFC 4193, RFC 6598). */
const notPublic = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  notPublic.addSubnet(network, bits, 'ipv6');

/** Thrown where a name or a number leads to an address at which no department's system may stand. */
export class AddressRefused extends Error {
  readonly code = 'ADDRESS_REFUSED';
}

/**
 * Which addresses the systems of departments may have: outside development none of this machine, of a link, or private, but
 * for those of networks that the operator names. It is asked at every connection, because a name may lead elsewhere later.
 */
export class Addresses {
  readonly #production: boolean;
  readonly #networks: BlockList;

  constructor(production: boolean, networks: BlockList) {
    this.#production = production;
    this.#networks = networks;
  }

  allows(address: string): boolean {
    if (!this.#production) return true;
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return this.#networks.check(address, family) || !notPublic.check(address, family);
  }

  /** Throws AddressRefused for a URL whose host is a number that is not allowed: no name is looked up for it. */
  requireHost({ hostname }: URL): void {
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(host) !== 0 && !this.allows(host)) throw refused(host);
  }

  /** Node's own look-up of names, which fails with AddressRefused where a name leads to an address that is not allowed. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true } as LookupOptions & { all: true }, (error, found) => {
      if (error) return callback(error, []);
      const wrong = found.find(({ address }) => !this.allows(address));
      if (wrong) return callback(refused(wrong.address), []);
      if (options.all) return callback(null, found);
      const [first] = found as readonly LookupAddress[];
      return first ? callback(null, first.address, first.family) : callback(refused(hostname), []);
    });
  };
}

function refused(address: string): AddressRefused {
  return new AddressRefused(`No department's system may stand at ${address}.`);
}
