import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { textOf } from './readme-blocks.js';

test('every attack of the threat model names a test that is there', () => {
  const attacks = textOf('docs/threat-model.md')
    .split('## What they try')[1]
    ?.split('\n## ')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| attack '));
  expect(attacks?.length).toBeGreaterThan(20);
  const without = attacks?.filter((line) => {
    const file = /\| (tests\/\S+\.test\.ts) \|$/.exec(line)?.[1];
    return file === undefined || !existsSync(path.join(projectRoot, file));
  });
  expect(without).toEqual([]);
});
