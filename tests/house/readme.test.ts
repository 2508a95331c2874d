import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { newcomer, type Newcomer, type OpenCommand } from './newcomer.js';
import { installs } from '../support/soak.js';
import { commandBlocks, textOf } from './readme-blocks.js';

// Those two run by themselves, in .ci/run.
const runElsewhere = ['npm test', 'npm run check'];
const [start = '', ask = '', ...others] = commandBlocks('README.md').filter((block) => !runElsewhere.includes(block));
const minutes = 60_000;

test('Both READMEs give the same commands, in the same order.', () => {
  expect(commandBlocks('README.zh.md')).toEqual(commandBlocks('README.md'));
  expect(commandBlocks('README.md')).toHaveLength(6);
});

const settings = /^(?:config|\w+-settings)\.ts$/;
const read = readdirSync(path.join(projectRoot, 'gateway'))
  .filter((file) => settings.test(file))
  .flatMap((file) => [...textOf(`gateway/${file}`).matchAll(/(?:environment\['|\(environment, ')([A-Z_]+)'/g)])
  .map(([, name]) => name);

function settingsIn(file: string): (string | undefined)[] {
  const rows = textOf(file)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows
    .flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`([A-Z_]+(?:<NAME>[A-Z_]+)?)`/g)])
    .map(([, name]) => name);
}

test('docs/operations.md lists every setting that is read, and no other.', () => {
  const perSubgraph = ['SUBGRAPH_<NAME>_URL', 'SUBGRAPH_<NAME>_STREAM'];
  expect([...settingsIn('docs/operations.md'), 'NODE_ENV'].sort()).toEqual(
    [...new Set([...read, ...perSubgraph])].sort(),
  );
});

test('Both READMEs list the same settings, which are among those.', () => {
  expect(settingsIn('README.zh.md')).toEqual(settingsIn('README.md'));
  expect(settingsIn('README.md').filter((name) => !settingsIn('docs/operations.md').includes(name))).toEqual([]);
});

if (!installs) process.stderr.write('skipped: the README in a fresh clone; INSTALLS=1 runs it\n');

(installs ? describe : describe.skip)('In a fresh clone', () => {
  let person: Newcomer;
  let portal: OpenCommand;

  beforeAll(async () => {
    person = await newcomer();
    portal = await person.leaveOpen(start, 'is open after');
  }, 6 * minutes);

  afterAll(() => person?.leave());

  test(
    'the portal answers the question of the command line, and Ctrl-C closes it.',
    async () => {
      expect(JSON.parse(await person.type(ask))).toEqual({
        data: {
          me: {
            name: '金清',
            roles: ['grid_officer'],
            regions: [
              {
                name: '徐霞客镇',
                grantCount: 754,
                commandCentre: { name: '徐霞客镇管理服务指挥中心' },
                enforcementTeams: [{ name: '徐霞客镇综合执法局全能型中队' }],
              },
            ],
          },
        },
      });
      const printed = await portal.interrupt();
      expect(printed).toContain('SIGINT: draining and closing.');
      expect(printed).toContain('Packages installed in ');
    },
    2 * minutes,
  );

  test(
    'every other command succeeds, and what is generated equals what is committed.',
    async () => {
      const printed: string[] = [];
      for (const block of others) printed.push(await person.type(block));
      expect(printed).toHaveLength(2);
      expect(printed[0]).toMatch(/^grids\.csv: 1845 rows, 0 new, 0 changed/m);
      expect(await person.type('git status --porcelain')).toBe('');
    },
    4 * minutes,
  );
});
