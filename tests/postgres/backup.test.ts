import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnPostgres, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { everythingOf, type Reported, reportEvent, runCommand } from '../support/own-postgres-backup.js';
import { openPortal, type TestPortal } from '../support/portal.js';

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'yimen-backup-'));
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

/** A portal on settings of a test's own, which stay when it closes. */
function openOn(environment: Readonly<Record<string, string>>): Promise<TestPortal> {
  return openPortal({ on: { environment, drop: () => Promise.resolve() } });
}

/** The day of the head that is signed after the events of a Saturday. */
const night = new Date('2026-11-21T16:06:00Z');

/** Reports, lets the night sign the day, reports once more, and tells all that the portal says of what was reported. */
async function fill(portal: TestPortal): Promise<{ readonly reported: Reported; readonly told: unknown }> {
  await reportEvent(portal);
  const reported = await reportEvent(portal);
  await portal.settle();
  portal.clock.moment = night;
  await portal.settle();
  await reportEvent(portal);
  return { reported, told: await everythingOf(portal, reported) };
}

/** A portal on what was restored tells the same, and goes on with the next number. */
async function expectTheSame(
  environment: Readonly<Record<string, string>>,
  { reported, told }: Awaited<ReturnType<typeof fill>>,
  next: string,
): Promise<void> {
  const portal = await openOn(environment);
  try {
    portal.clock.moment = night;
    expect(await everythingOf(portal, reported)).toEqual(told);
    expect((await reportEvent(portal)).eventNo.slice(-6)).toBe(next);
    portal.clock.moment = new Date('2026-11-22T16:06:00Z');
    await portal.settle();
    const heads = await readdir(path.join(String(environment['DATA_FOLDER']), 'heads'));
    expect(heads.sort()).toEqual(['2026-11-20.json', '2026-11-21.json', '2026-11-22.json'].slice(-heads.length));
    expect(heads).toContain('2026-11-22.json');
  } finally {
    await portal.close();
  }
}

function expectSealed(told: unknown): void {
  expect(told).toMatchObject({
    errors: undefined,
    data: { event: { timelineBrokenAt: null, timelineSeal: { signatureValid: true, rootAgrees: true } } },
    status: 200,
  });
}

describe('The embedded database', () => {
  let source: Readonly<Record<string, string>>;
  let filled: Awaited<ReturnType<typeof fill>>;

  beforeAll(async () => {
    source = { DATA_FOLDER: path.join(scratch, 'embedded-source') };
    const portal = await openOn(source);
    filled = await fill(portal);
    const inUse = await runCommand('backup', [path.join(scratch, 'in-use')], source);
    await portal.close();
    expect([inUse.status, inUse.said]).toEqual([1, expect.stringContaining('is in use by process')]);
  });

  test('is backed up and restored: everything asked is the same, and numbers go on', async () => {
    expectSealed(filled.told);
    const backup = path.join(scratch, 'embedded');
    const made = await runCommand('backup', [backup], source);
    expect([made.status, made.said]).toEqual([0, expect.stringMatching(/ rows in \d+ tables and 1 files, /)]);
    const target = { DATA_FOLDER: path.join(scratch, 'embedded-restored') };
    const restored = await runCommand('restore', [backup], target);
    expect([restored.status, restored.said]).toEqual([0, expect.stringMatching(/^Restored: \d+ rows/)]);
    await expectTheSame(target, filled, '000002');

    const again = await runCommand('restore', [backup], target);
    expect([again.status, again.said]).toEqual([1, expect.stringContaining('is not empty')]);
    expect((await runCommand('restore', [backup, '--replace'], target)).status).toBe(0);
    await expectTheSame(target, filled, '000002');
  });

  test('is not restored from a backup that is damaged, not whole, or none', async () => {
    const whole = path.join(scratch, 'embedded');
    const target = { DATA_FOLDER: path.join(scratch, 'never') };
    const [file = ''] = (await readdir(path.join(whole, 'files'), { recursive: true })).filter(
      (each) => each.length > 9,
    );
    const spoil: readonly (readonly [string, string, (backup: string) => Promise<void>])[] = [
      ['damaged', 'is damaged', (backup) => writeFile(path.join(backup, 'database.dump'), 'no rows')],
      ['partial', 'is not whole', (backup) => rm(path.join(backup, 'files', file))],
      [
        'foreign',
        'is not the manifest of a backup',
        (backup) => writeFile(path.join(backup, 'manifest.json'), '{"a":1}'),
      ],
      ['escaping', 'names a file outside', (backup) => escape(path.join(backup, 'manifest.json'))],
      ['empty', 'is no backup', (backup) => rm(path.join(backup, 'manifest.json'))],
    ];
    for (const [name, sentence, change] of spoil) {
      const backup = path.join(scratch, name);
      await cp(whole, backup, { recursive: true });
      await change(backup);
      const { status, said } = await runCommand('restore', [backup], target);
      expect([name, status, said]).toEqual([name, 1, expect.stringContaining(sentence)]);
    }
    await expect(readdir(target.DATA_FOLDER)).rejects.toThrow('ENOENT');
  });
});

async function escape(file: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { pieces: object };
  await writeFile(
    file,
    JSON.stringify({ ...manifest, pieces: { ...manifest.pieces, '../x': { bytes: 0, digest: '' } } }),
  );
}

describeOnPostgres('A database on a server', () => {
  let server: OwnPostgres;

  beforeAll(async () => {
    server = await openOwnPostgres();
  });

  afterAll(() => server?.remove());

  test('is backed up while its portal serves, and restored: everything asked is the same, and numbers go on', async () => {
    await server.rows('create database restored');
    const source = { DATABASE_URL: server.url, DATA_FOLDER: path.join(scratch, 'source') };
    const target = {
      DATABASE_URL: server.url.replace(/postgres$/, 'restored'),
      DATA_FOLDER: path.join(scratch, 'server-restored'),
    };
    const backup = path.join(scratch, 'server');
    const portal = await openOn(source);
    let filled: Awaited<ReturnType<typeof fill>>;
    let during = 0;
    try {
      filled = await fill(portal);
      expectSealed(filled.told);
      const making = runCommand('backup', [backup], source);
      const state = { made: false };
      void making.then(() => (state.made = true));
      while (!state.made) {
        await reportEvent(portal);
        during += 1;
      }
      expect(await making).toEqual({ status: 0, said: expect.stringMatching(/ rows in \d+ tables and \d+ files, /) });
    } finally {
      await portal.close();
    }
    const manifest = JSON.parse(await readFile(path.join(backup, 'manifest.json'), 'utf8')) as {
      readonly tables: Readonly<Record<string, number>>;
    };
    const events = manifest.tables['dispatch.events'] ?? 0;
    expect(events).toBeGreaterThanOrEqual(3);
    expect(events).toBeLessThan(3 + during);
    // Two are of the day before.
    const next = String(events - 1).padStart(6, '0');

    expect(await runCommand('restore', [backup], target)).toMatchObject({ status: 0 });
    await expectTheSame(target, filled, next);
    const again = await runCommand('restore', [backup], target);
    expect([again.status, again.said]).toEqual([1, expect.stringContaining('is not empty')]);
    expect(await runCommand('restore', [backup, '--replace'], target)).toMatchObject({ status: 0 });
    await expectTheSame(target, filled, next);
  }, 300_000);
});
