import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { commandOf } from '../contest/contender.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the portal's own graph is measured with; each prints its table and keeps its results. */
const benches = ['bench/question.ts', 'bench/loop.ts'];

/** Runs the benches of the portal one after the other. */
export async function measurePortal(): Promise<void> {
  for (const bench of benches) {
    const [node = process.execPath, ...flags] = commandOf(bench);
    const child = spawn(node, flags, { cwd: root, stdio: 'inherit' });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error(`${bench} ended with ${code}.`);
  }
}
