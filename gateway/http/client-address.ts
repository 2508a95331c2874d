import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * The network address that a request came from; behind proxies of one's own, so many of them, the one that the outermost has
 * seen (`X-Forwarded-For`, read from its end: what stands before that anybody can write). Of IPv6 the first 64 bits: the rest is
 * the client's to choose.
 */
export function clientAddress(
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders,
  proxies: number,
): string {
  const seen = remoteAddress ?? 'unknown';
  if (proxies === 0) return networkOf(seen);
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const address = withoutPort(forwarded.at(-proxies)?.trim() ?? '');
  return networkOf(isIP(address) === 0 ? seen : address);
}

// Some proxies tell the port as well, which is another with each connection.
function withoutPort(address: string): string {
  return /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? address;
}

function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...front, ...Array.from({ length: 8 - front.length - back.length }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
