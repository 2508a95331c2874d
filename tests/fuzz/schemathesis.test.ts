import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { runPython, testWith } from '../support/python-programs.js';
import { fuzzed, seed } from '../support/soak.js';
import { fuzzAccounts } from './accounts.js';
import { meantCodes } from './ask.js';
import { personalPattern, personalValues } from './personal-values.js';

let portal: TestPortal;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-schemathesis-'));
  portal = await openPortal({ accounts: fuzzAccounts });
  await personalValues(portal.portal.database);
});
afterAll(async () => {
  await portal.close();
  await rm(folder, { recursive: true, force: true });
});

/** Examples of each root field. */
const examples = Math.max(2, Math.round(fuzzed / 3_000));

async function run(as: string): Promise<{ status: number; said: string; asked: number }> {
  const outcomes = path.join(folder, `${as}.json`);
  const ran = await runPython(
    'schemathesis',
    [
      ...['run', `${portal.origin}/graphql`, '--phases', 'fuzzing', '--max-examples', String(examples)],
      ...['--header', `authorization: Bearer ${await portal.tokenOf(as)}`, '--checks', 'only_meant_refusals'],
      ...['--seed', String(seed), '--max-response-time', '15', '--suppress-health-check', 'all', '--no-color'],
      ...['--workers', '1', '--generation-database', 'none', '--continue-on-failure'],
    ],
    folder,
    {
      PYTHONPATH: path.join(projectRoot, 'tests/fuzz'),
      PYTHONDONTWRITEBYTECODE: '1',
      SCHEMATHESIS_HOOKS: 'schemathesis_checks',
      FUZZ_CODES: [...meantCodes].join(','),
      FUZZ_PERSONAL: personalPattern,
      FUZZ_OUTCOMES: outcomes,
    },
  );
  const counts = JSON.parse(await readFile(outcomes, 'utf8').catch(() => '{}')) as Record<string, number>;
  if (fuzzed !== 3_000) console.log(as, JSON.stringify(counts));
  return { ...ran, asked: Object.values(counts).reduce((sum, count) => sum + count, 0) };
}

testWith('schemathesis').each(['grid_admin.town', 'enforcement_officer.county', 'audit_administrator.county'])(
  'what Schemathesis makes up as %s meets refusals that are meant, and no personal value',
  async (as) => {
    const { status, said, asked } = await run(as);
    expect(status === 0 ? '' : said.slice(-4_000)).toBe('');
    expect(asked).toBeGreaterThan(100);
  },
  60_000 + fuzzed * 20,
);
