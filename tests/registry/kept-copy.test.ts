import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { describeOnPostgres } from '../support/own-postgres.js';
import { secondsUntil } from '../support/own-postgres-portal.js';
import { openPortal } from '../support/portal.js';
import { startReplica } from '../support/replica-process.js';
import { act } from './department.js';
import { askWith, type CountyAway, openCountyAway } from './county-away.js';

const refused = 'A copy of what was served last is not as this portal signs it, and is not used.';

interface Kept {
  readonly content: readonly { readonly name: string; readonly url: string }[];
  readonly signature: string;
}

describeOnPostgres('What is kept of the docked subgraphs', () => {
  let county: CountyAway;
  let file: string;
  let whole: string;

  beforeAll(async () => {
    county = await openCountyAway();
    file = path.join(county.folder, 'docked.json');
    whole = await readFile(file, 'utf8');
  }, 240_000);

  afterAll(() => county?.close());

  async function complaintOf(copy: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    await writeFile(file, copy);
    const replica = await startReplica(await freePort(), { ...county.environment, ...more }).catch(
      (error: Error) => error,
    );
    await writeFile(file, whole);
    if (replica instanceof Error) return replica.message;
    await replica.end('SIGKILL');
    return 'It started.';
  }

  test('names the county’s departments, and carries a signature', () => {
    const { content, signature } = JSON.parse(whole) as Kept;
    expect(content.map(({ name, url }) => [name, url])).toEqual([['tides', county.department.url]]);
    expect(Buffer.from(signature, 'base64')).toHaveLength(64);
  });

  const changed: readonly (readonly [string, () => string])[] = [
    ['leads elsewhere', () => whole.replace(county.department.origin, 'http://127.0.0.1:9')],
    ['has another schema', () => whole.replace('tide: Float', 'tide: Float ebb: Float')],
    ['names nobody', () => whole.replace(/"content":.*\}/s, '"content":[]}')],
    ['is half written', () => whole.slice(0, whole.length / 2)],
    ['is empty', () => ''],
    ['is of an older version', () => JSON.stringify((JSON.parse(whole) as Kept).content)],
    ['is signed by nobody', () => whole.replace(/"signature":"[^"]*"/, `"signature":"${'A'.repeat(86)}=="`)],
    ['is another copy that the portal signed', () => readFileSync(path.join(county.folder, 'supergraph.json'), 'utf8')],
  ];

  test.each(changed)('is told and not served where it %s', async (_what, copy) => {
    const complaint = await complaintOf(copy());
    expect(complaint).toContain(refused);
    expect(complaint).toContain('The database does not answer: connect ECONNREFUSED');
    expect(complaint).toContain('ended with 1 before it was open');
  });

  test('is told and not served where another portal signed it', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' })).replaceAll('\n', '\\n');
    expect(await complaintOf(whole, { HEAD_SIGNING_KEY: pem })).toContain(refused);
  });

  test('brings the composition anew where that copy is not the portal’s', async () => {
    const composition = path.join(county.folder, 'supergraph.json');
    const kept = await readFile(composition, 'utf8');
    expect(kept).toContain('tide: Float');
    await writeFile(composition, kept.replace('tide: Float', 'ebb: Float'));
    const portal = await startReplica(await freePort(), county.environment);
    expect((await askWith(portal.origin, null, '{ tide }')).data).toEqual({ tide: 3.5 });
    expect(portal.output().split(refused)).toHaveLength(2);
    await portal.end('SIGTERM');
    expect(await readFile(composition, 'utf8')).toContain('tide: Float');
  });

  test('is served as it was, also an older one, until the register is read', async () => {
    const { server, environment } = county;
    await server.start();
    const before = await openPortal({ environment });
    const [tides] = await server.rows(
      `select id::text as id, version::int as version from registry.versions where state = 'INSTALLED'`,
    );
    const retired = await act(before, 'retireSubgraph', tides as { id: string; version: number }, 'registry.admin');
    expect(retired.errors).toBeUndefined();
    await before.close();
    expect((JSON.parse(await readFile(file, 'utf8')) as Kept).content).toEqual([]);
    await server.stop('fast');
    await writeFile(file, whole);
    const portal = await county.start();
    expect((await askWith(portal.origin, null, '{ tide }')).data).toEqual({ tide: 3.5 });
    await server.start();
    await secondsUntil(async () => (await portal.health('/ready')).status === 200, 30);
    await secondsUntil(
      async () => (await askWith(portal.origin, null, '{ tide }')).code === 'GRAPHQL_VALIDATION_FAILED',
      10,
    );
    await secondsUntil(async () => (JSON.parse(await readFile(file, 'utf8')) as Kept).content.length === 0, 5);
    await portal.stop();
  });
});
