import { createServer, type ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { errors } from 'jose';
import { keycloakGrants } from '../../../gateway/identity/keycloak-grants.js';
import { listen } from './issuer-server.js';

const noAnswer = '统一身份认证服务没有给出可用的答复。';
const clock = { now: () => new Date() };
const keys = (): never => {
  throw new errors.JWKSNoMatchingKey();
};

test.each<[string, (response: ServerResponse) => void]>([
  ['an error page with status 200', (response) => response.end('<html>')],
  ['JSON that is no answer', (response) => response.end('[]')],
  ['status 500', (response) => response.writeHead(500).end()],
  ['nothing', () => undefined],
])(
  'A realm that answers %s is UPSTREAM, and the portal goes on.',
  async (_what, answer) => {
    const server = createServer((_request, response) => answer(response));
    const issuer = `http://127.0.0.1:${await listen(server)}/realms/yimen`;
    const grants = keycloakGrants({ issuer, clientId: 'c', clientSecret: 's', keys, clock });
    await expect(grants.serviceToken()).rejects.toMatchObject({ code: 'UPSTREAM', message: noAnswer });
    await expect(grants.isInForce('t')).rejects.toMatchObject({ code: 'UPSTREAM', message: noAnswer });
    server.closeAllConnections();
    server.close();
  },
  15_000,
);
