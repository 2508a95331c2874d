import type { JSONWebKeySet } from 'jose';
import { keysPath } from '../../kit/docking/published-keys.js';
import type { Room } from './server.js';

/**
 * The public keys by which the portal signs what it sends to subgraphs of departments: a JSON Web Key Set (RFC 7517) at the place that
 * HTTP Message Signatures Directory gives it. For everybody: who verifies a signature has nothing to show yet.
 */
export function signingKeysRoom(keys: JSONWebKeySet): Room {
  const told = JSON.stringify(keys);
  return {
    accepts: (path) => path === keysPath,
    respond: async ({ method }, response) => {
      if (method !== 'GET' && method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' }).end();
        return;
      }
      response.writeHead(200, {
        'content-type': 'application/http-message-signatures-directory+json',
        'content-length': Buffer.byteLength(told),
        'cache-control': 'max-age=60',
      });
      response.end(method === 'HEAD' ? undefined : told);
    },
  };
}
