import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { openPortal } from '../support/portal.js';
import { send } from '../support/raw-request.js';

const query = readFileSync(path.join(projectRoot, 'docs/question.graphql'), 'utf8');

test('a portal that closes answers what is under way in full, and takes nothing new', async () => {
  const portal = await openPortal();
  const headers = { authorization: `Bearer ${await portal.tokenOf('commander')}` };
  const body = JSON.stringify({ query, variables: { code: '320281104200002' } });
  const asked = Array.from({ length: 20 }, () => send(portal.origin, { headers, body }));
  // The others are under way when the first is answered.
  await Promise.race(asked);
  await portal.close();
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 200));
  for (const { text } of answers) expect(text).toContain('"name":"金凤村第2网格"');
  expect(await connecting(portal.origin)).toBe('ECONNREFUSED');
});

/** What becomes of a new connection: `open`, or the code of its error. */
function connecting(origin: string): Promise<string | undefined> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
  });
}
