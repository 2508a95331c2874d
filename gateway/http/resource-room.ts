import type { IncomingMessage } from 'node:http';
import type { Room } from './server.js';

const path = '/.well-known/oauth-protected-resource';

/**
 * OAuth 2.0 Protected Resource Metadata (RFC 9728): which issuer's tokens the portal takes, for clients that know its address
 * alone. The portal is named as the client addressed it; behind proxies of its own it takes their word for the scheme.
 */
export function resourceRoom(issuer: string, proxies: number): Room {
  return {
    accepts: (asked) => asked === path,
    respond: async (request, response) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end();
        return;
      }
      const resource = addressOf(request, proxies);
      if (resource === null) {
        response.writeHead(400).end();
        return;
      }
      response.writeHead(200, {
        'content-type': 'application/json',
        'cache-control': 'max-age=60',
      });
      const told = { resource, authorization_servers: [issuer], bearer_methods_supported: ['header'] };
      response.end(request.method === 'HEAD' ? undefined : JSON.stringify(told));
    },
  };
}

function addressOf({ headers }: IncomingMessage, proxies: number): string | null {
  const isSecure = proxies > 0 && headers['x-forwarded-proto'] === 'https';
  const address = `${isSecure ? 'https' : 'http'}://${headers.host ?? ''}`;
  return URL.canParse(address) ? new URL(address).origin : null;
}
