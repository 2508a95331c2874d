import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';

/** A process that closes like this when it is asked to stop; it is asked by these signals, one after the other. */
async function stopped(close: string, ...signals: readonly NodeJS.Signals[]) {
  const script = `
    import { stopOnSignal } from './gateway/stop-on-signal.ts';
    stopOnSignal(${close});
    setInterval(() => {}, 1_000);
    console.log('ready');
  `;
  const child = spawn(
    process.execPath,
    ['--import', './scripts/typescript.mjs', '--input-type=module', '--eval', script],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const complaint = text(child.stderr);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  child.stdout.on('data', (piece: Buffer) => {
    output += String(piece);
    if (output.endsWith('\n'))
      for (const signal of signals.slice(output.split('\n').length - 2).slice(0, 1)) child.kill(signal);
  });
  return { status: await ended, output, complaint: await complaint };
}

test('a process that is asked to stop closes first, and ends well', async () => {
  expect(await stopped("async () => console.log('closed')", 'SIGTERM')).toEqual({
    status: 0,
    output: 'ready\nSIGTERM: draining and closing.\nclosed\n',
    complaint: '',
  });
});

test('one that is asked twice closes once', async () => {
  const slowly = "() => new Promise((resolve) => setTimeout(() => resolve(console.log('closed')), 300))";
  const { status, output } = await stopped(slowly, 'SIGINT', 'SIGTERM');
  expect([status, output]).toEqual([0, 'ready\nSIGINT: draining and closing.\nclosed\n']);
});

test('one that cannot close says why, and ends badly', async () => {
  const { status, complaint } = await stopped("() => Promise.reject(new Error('It is stuck.'))", 'SIGTERM');
  expect(status).toBe(1);
  expect(complaint).toContain('Error: It is stuck.');
});
