import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnOwnDisk } from '../support/own-postgres.js';
import { expectOutage, reading } from '../support/own-postgres-checks.js';
import { secondsUntil } from '../support/own-postgres-portal.js';
import { Trial } from '../support/own-postgres-trial.js';

let trial: Trial;

describeOnOwnDisk('A PostgreSQL server whose disk is full', () => {
  beforeAll(async () => {
    trial = await Trial.open({ disk: 120 });
  });

  afterAll(() => trial?.close());

  test('refuses changes, answers reads, and takes changes again when there is room', async () => {
    await trial.begin(4);
    const ballast = path.join(trial.server.folder, 'ballast');
    fill(ballast);
    await secondsUntil(() => Promise.resolve(trial.writes.refused.has('DATABASE_FULL')), 60);
    expect((await trial.portal.ask(reading)).errors).toEqual([]);
    await expectOutage(trial.portal, ['DATABASE_FULL']);
    rmSync(ballast);
    await trial.expectRecovery(['DATABASE_FULL', 'DATABASE_IN_DOUBT']);
  });
});

/** Writes zeros until the disk takes no more. */
function fill(file: string): void {
  try {
    execFileSync('/bin/dd', ['if=/dev/zero', `of=${file}`, 'bs=64k'], { stdio: 'ignore' });
  } catch {
    expect(existsSync(file)).toBe(true);
  }
}
