import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnOwnDisk, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import {
  expectJobsDone,
  expectNothingLost,
  expectOutage,
  expectQuietLog,
  reading,
  recovered,
} from '../support/own-postgres-checks.js';
import {
  openOwnPortal,
  type OwnPortal,
  secondsUntil,
  startWrites,
  type Writes,
} from '../support/own-postgres-portal.js';

let server: OwnPostgres;
let portal: OwnPortal;
let writes: Writes;

describeOnOwnDisk('A PostgreSQL server whose disk is full', () => {
  beforeAll(async () => {
    server = await openOwnPostgres({ disk: 120 });
    portal = await openOwnPortal({ DATABASE_URL: server.url, LOG_LEVEL: 'info' });
  }, 120_000);

  afterAll(async () => {
    await writes?.end();
    await portal?.close();
    await server?.remove();
  });

  test('refuses changes, answers reads, and takes changes again when there is room', async () => {
    const logged = portal.log.length;
    writes = startWrites(portal, 4);
    await secondsUntil(() => Promise.resolve(writes.acknowledged.size >= 3), 30);
    const ballast = path.join(server.folder, 'ballast');
    fill(ballast);
    await secondsUntil(() => Promise.resolve(writes.refused.has('DATABASE_FULL')), 60);
    expect((await portal.ask(reading)).errors).toEqual([]);
    await expectOutage(portal, ['DATABASE_FULL']);
    rmSync(ballast);
    const seconds = await recovered(portal, writes);
    await writes.end();
    const told = [...writes.refused.keys()].filter((reason) => reason !== 'DATABASE_IN_DOUBT');
    expect(told).toEqual(['DATABASE_FULL']);
    await expectNothingLost(server, writes);
    await expectJobsDone(server);
    expectQuietLog(portal.log.slice(logged));
    expect([portal.complaints, portal.ended]).toEqual([[], null]);
    console.log(`Disk full: back after ${seconds.toFixed(1)} s; ${JSON.stringify(Object.fromEntries(writes.refused))}`);
  }, 180_000);
});

/** Writes zeros until the disk takes no more. */
function fill(file: string): void {
  try {
    execFileSync('/bin/dd', ['if=/dev/zero', `of=${file}`, 'bs=64k'], { stdio: 'ignore' });
  } catch {
    expect(existsSync(file)).toBe(true);
  }
}
