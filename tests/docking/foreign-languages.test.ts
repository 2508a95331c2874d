import { createHash, generateKeyPairSync } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../gateway/config.js';
import { CallSigner } from '../../gateway/docking/call-signer.js';
import { projectRoot } from '../../gateway/portal.js';
import { logInAtTerminal } from '../cli/log-in-at-terminal.js';
import { act, listAddresses, versionOf } from '../registry/department.js';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { folderOfAccounts } from '../support/accounts.js';
import { type ForeignService, hasGo, startGqlgen, startStrawberry } from '../support/foreign-services.js';
import { freePort } from '../support/free-port.js';
import { installs } from '../support/soak.js';
import { openShell, type Shell } from '../support/typed-yimen.js';

const isRun = installs && (await hasGo());
if (!isRun)
  process.stderr.write('skipped: subgraphs in Python, Go and on Apollo’s library; INSTALLS=1 and a Go runs them\n');

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A department: its name in the graph, who publishes for it, and what its version is told of callers. */
const departments = [
  { name: 'weather-stations', organization: '320281-ecology', publisher: 'registry.publisher2', identity: 'relay' },
  { name: 'river-gauges', organization: '320281-water', publisher: 'registry.publisher', identity: 'claims' },
  { name: 'traffic-cameras', organization: '320281-public-security', publisher: 'police.publisher', identity: 'none' },
] as const;

type Name = (typeof departments)[number]['name'];

let portal: EventPortal;
let folder: string;
let shells: Shell[] = [];
let eventNo = '';
const services = new Map<Name, Pick<ForeignService, 'origin' | 'url' | 'schema'> & { close?: () => Promise<void> }>();

const serviceOf = (name: Name) => {
  const service = services.get(name);
  if (!service) throw new Error(`${name} does not serve.`);
  return service;
};

const shellOf = (name: Name): Shell => {
  const shell = shells[departments.findIndex((each) => each.name === name)];
  if (!shell) throw new Error(`Nobody publishes ${name}.`);
  return shell;
};

/** Begins a project as the handbook says, puts the fixture's schema and resolvers in place of the sample's, and starts it. */
async function startApollo(shell: Shell): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const url = `${origin}/graphql`;
  await shell.line(`yimen subgraph new traffic-cameras --url ${url}`);
  await cp(path.join(projectRoot, 'tests/support/fixtures/apollo-subgraph'), shell.folder, { recursive: true });
  const installed = await shell.line('npm ci --no-audit --no-fund');
  expect([installed.code, installed.err]).toMatchObject([0, expect.any(String)]);
  await shell.leaveOpen(`PORTAL=${portal.origin} npm start`, `traffic-cameras serves at ${url}`);
  services.set('traffic-cameras', { origin, url, schema: path.join(shell.folder, 'schema.graphql') });
}

async function startAll(): Promise<void> {
  const told = { portal: portal.origin, issuer: portal.portal.identity.issuer };
  services.set('weather-stations', await startStrawberry({ ...told, name: 'weather-stations' }));
  services.set('river-gauges', await startGqlgen({ ...told, name: 'river-gauges' }));
  await startApollo(shellOf('traffic-cameras'));
}

const query = '{ __typename }';

/** Asks a service past the portal, signed by the portal's key unless another is given; answers the status. */
async function askPast(name: Name, { sent = query, ago = 0, at = '', key = pem, times = 1 } = {}): Promise<number[]> {
  const { url, origin } = serviceOf(name);
  const signer = await CallSigner.open(readConfig({ CALL_SIGNING_KEY: key }), {
    now: () => new Date(Date.now() - ago * 1_000),
  });
  const message = {
    path: new URL(url).pathname,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  };
  const { headers } = signer.to(at === '' ? origin : at)(message);
  const body = JSON.stringify({ query: sent });
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const said: number[] = [];
  for (let each = 0; each < times; each += 1) {
    const answer = await fetch(url, { method: 'POST', headers: { ...headers, 'content-digest': digest }, body });
    await answer.text();
    said.push(answer.status);
  }
  return said;
}

const joined = `query ($eventNo: ID!) {
  event(eventNo: $eventNo) {
    state
    weatherStation { code name rainfall askedBy }
    riverGauge { code name level askedBy }
    trafficCamera { code name metres askedBy }
  }
}`;

(isRun ? describe : describe.skip)('Systems of departments in Python, in Go and on Apollo’s library', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'yimen-foreign-'));
    const police = {
      username: 'police.publisher',
      roles: ['registry-publisher'],
      organizations: ['320281-public-security'],
      regions: ['320281'],
    };
    const accounts = await folderOfAccounts([police], folder);
    const counties = [path.join(projectRoot, 'counties/jiangyin'), accounts].join(',');
    portal = await openEventPortal({ environment: { COUNTY_FOLDER: counties, CALL_SIGNING_KEY: pem } });
    shells = await Promise.all(departments.map(() => openShell()));
    eventNo = (await portal.report()).eventNo;
    await startAll();
    await listAddresses(
      portal,
      departments.map(({ name, organization }) => [organization, serviceOf(name).origin]),
    );
  }, 600_000);

  afterAll(async () => {
    for (const { close } of services.values()) await close?.();
    await Promise.all(shells.map((shell) => shell.close()));
    await portal?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('whoever asks one past the portal is refused by each', async () => {
    for (const { name } of departments) {
      const unsigned = await fetch(serviceOf(name).url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
      expect([name, unsigned.status]).toEqual([name, 401]);
      const stranger = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const tried = {
        signed: await askPast(name),
        changed: await askPast(name, { sent: '{ __schema { types { name } } }' }),
        replayed: await askPast(name, { times: 2 }),
        expired: await askPast(name, { ago: 60 }),
        elsewhere: await askPast(name, { at: 'http://127.0.0.1:9' }),
        stranger: await askPast(name, { key: stranger }),
      };
      expect([name, tried]).toEqual([
        name,
        { signed: [200], changed: [401], replayed: [200, 401], expired: [401], elsewhere: [401], stranger: [401] },
      ]);
    }
  });

  test('each is published by its department at the command line, and approved', async () => {
    for (const { name, publisher, identity } of departments) {
      const shell = shellOf(name);
      const { url, schema } = serviceOf(name);
      await writeFile(path.join(shell.folder, 'yimen.json'), JSON.stringify({ name, url, schema, identity }));
      expect((await logInAtTerminal(shell, portal.origin, publisher)).code).toBe(0);
      const { code, out, err } = await shell.yimen(['subgraph', 'publish', '--json']);
      expect([name, code, err]).toEqual([name, 0, '']);
      const version = JSON.parse(out) as { id: string; findings: { rule: string; about: string }[]; identity: string };
      expect(version.findings.map(({ rule }) => rule)).toEqual(['TYPE_OF_ANOTHER']);
      expect(version.identity).toBe(identity.toUpperCase());
      const approved = versionOf(
        await act(portal, 'approveVersion', { id: version.id, version: 1 }, 'registry.approver'),
      );
      expect([name, approved.state]).toEqual([name, 'INSTALLED']);
    }
  }, 240_000);

  test('one question joins an event with a field and an entity of each, and each is told of the caller what it asked for', async () => {
    const { data, errors } = await portal.ask(joined, { eventNo }, { as: 'grid.officer' });
    expect(errors).toBe(undefined);
    expect(data).toEqual({
      event: {
        state: 'REPORTED',
        weatherStation: { code: '58358', name: '徐霞客', rainfall: 48, askedBy: 'grid.officer' },
        riverGauge: { code: '63102', name: '青阳', level: 4.1, askedBy: '["320281104-command-centre"]' },
        trafficCamera: { code: 'K-104', name: '霞客大道', metres: 12_168, askedBy: null },
      },
    });
  });

  test('two hundred such questions by ten clients are all answered', async () => {
    const people = ['grid.officer', 'town.dispatcher', 'county.dispatcher'];
    let left = 200;
    const failed: unknown[] = [];
    const client = async (as = ''): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const { data, errors } = await portal.ask(joined, { eventNo }, { as });
        if (errors || JSON.stringify(data?.['event']).includes('null,"trafficCamera"')) failed.push(errors ?? data);
      }
    };
    const begun = performance.now();
    await Promise.all(Array.from({ length: 10 }, (_, index) => client(people[index % people.length])));
    process.stderr.write(
      `Two hundred joins over three foreign subgraphs: ${Math.round(performance.now() - begun)} ms\n`,
    );
    expect(failed).toEqual([]);
  });

  test('each is taken out by its department, and the graph is without it', async () => {
    for (const { name } of departments) {
      const shell = shellOf(name);
      const refused = await shell.yimen(['subgraph', 'retire', name]);
      const options = /add: ((?:--may-break [0-9a-f]+ ?)+)/.exec(refused.err)?.[1]?.trim().split(' ') ?? [];
      if (refused.code !== 0) expect((await shell.yimen(['subgraph', 'retire', name, ...options])).code).toBe(0);
    }
    expect(portal.portal.graphs.docked).toEqual([]);
    const gone = await portal.ask(joined, { eventNo }, { as: 'grid.officer' });
    expect(gone.errors?.map(({ extensions }) => extensions.code)).toContain('GRAPHQL_VALIDATION_FAILED');
    const { data } = await portal.ask(
      'query ($eventNo: ID!) { event(eventNo: $eventNo) { state } }',
      { eventNo },
      { as: 'grid.officer' },
    );
    expect(data).toEqual({ event: { state: 'REPORTED' } });
  });
});
