import { expect, test } from '@jest/globals';
import { readConfig } from '../../gateway/config.js';

const DATABASE_URL = 'postgres://yimen@127.0.0.1/yimen';

test('modules in processes of their own are named with commas, and their heap is a setting', () => {
  const { children } = readConfig({ DATABASE_URL, CHILD_MODULES: 'gas, water-works,', CHILD_MEMORY: '512' });
  expect([[...children.modules], children.memory]).toEqual([['gas', 'water-works'], 512]);
  expect(readConfig({}).children).toEqual({ modules: new Set(), memory: 256 });
});

test.each([
  [
    'the embedded database',
    { CHILD_MODULES: 'gas' },
    'CHILD_MODULES is set and DATABASE_URL is not: a module in a process of its own needs a PostgreSQL server, because the embedded one has one process alone.',
  ],
  [
    'a name that leads elsewhere',
    { DATABASE_URL, CHILD_MODULES: '../subgraphs/grid' },
    'CHILD_MODULES names "../subgraphs/grid"; give names of folders under plugins/, separated by commas.',
  ],
  [
    'a heap in which nothing starts',
    { DATABASE_URL, CHILD_MEMORY: '8' },
    'CHILD_MEMORY is "8"; it must be a whole number from 64 to 65536.',
  ],
])('%s is refused with a sentence', (_what, environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});
