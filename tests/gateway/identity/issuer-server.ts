import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createIssuer, type Issuer } from '../../../gateway/identity/issuer/create-issuer.js';
import { type Realm, realmFrom, withAccounts } from '../../../gateway/identity/realm.js';
import type { IssuerAddress } from './issuer-client.js';

/** A realm with two accounts: 示例甲 with a role, a territory and two organisations, 示例乙 with nothing. */
export async function sampleRealm(): Promise<Realm> {
  const text = await readFile(new URL('../../../schema/realm/base.json', import.meta.url), 'utf8');
  const realm = realmFrom(
    JSON.parse(text) as Realm,
    [{ name: 'grid-officer', title: { zh: '网格员', en: 'Grid officer' }, scopes: ['grid:read', 'pii:plain'] }],
    [
      { code: 'station-a', name: '甲站', regions: ['320281100'] },
      { code: 'station-b', name: '乙站' },
    ],
  );
  const nothing = { roles: [], organizations: [], regions: [], staffNumber: null };
  return withAccounts(realm, [
    {
      username: 'officer',
      name: '示例甲',
      password: 'right',
      roles: ['grid-officer'],
      organizations: ['station-a', 'station-b'],
      regions: ['320281001'],
      staffNumber: 'S-1',
    },
    { username: 'visitor', name: '示例乙', password: 'right', ...nothing, organizations: ['station-a'] },
  ]);
}

/** A development issuer that listens. */
export interface ListeningIssuer extends IssuerAddress {
  readonly origin: string;
  readonly issuer: Issuer;
  close(): Promise<void>;
}

/** What answers the requests that are not the issuer's. */
export type Others = (issuerUrl: string) => (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Starts a development issuer at a free port, or again at one that it had before; with the sample realm unless told. */
export async function startIssuer(
  folder: string,
  port = 0,
  others?: Others,
  realm: Promise<Realm> = sampleRealm(),
): Promise<ListeningIssuer> {
  let respond: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => undefined;
  const server = createServer((request, response) => void respond(request, response));
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  const url = `${origin}/realms/yimen`;
  const issuer = await createIssuer({ issuer: url, realm: await realm, folder, production: false });
  const respondOther = others?.(url);
  respond = (request, response) =>
    issuer.accepts(request.url ?? '') || respondOther === undefined
      ? issuer.respond(request, response)
      : respondOther(request, response);
  return {
    origin,
    home: origin,
    clientSecret: issuer.clientSecret,
    url,
    endpoints: `${url}/protocol/openid-connect`,
    issuer,
    close: async () => {
      await issuer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Listens on a loopback port and says which. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
