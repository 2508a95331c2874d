const names = ['127.0.0.1', '::1', 'localhost'];

/** Whether a host, an IPv6 address with or without its brackets, is this machine as it alone can reach itself. */
export function isLoopback(host: string): boolean {
  return names.includes(host.replace(/^\[(.*)\]$/, '$1'));
}
