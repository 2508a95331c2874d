import { spawn } from 'node:child_process';
import { projectRoot } from '../../gateway/portal.js';

/** A portal in a process of its own, as `npm start` starts it. */
export interface ReplicaProcess {
  readonly origin: string;
  /** What it has said since its start. */
  readonly output: () => string;
  /** Waits until it has ended by itself; answers its status. */
  ended(): Promise<number | null>;
  /** Sends a signal and waits until the process has ended; answers its status, null after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts one at a port, and answers when it is open. Rejects with what it said when it ends before. */
export async function startReplica(
  port: number,
  environment: Readonly<Record<string, string>>,
): Promise<ReplicaProcess> {
  // The second lets it end by itself when the test's own process is gone.
  const hooks = ['environment', 'stop-with-npm', 'typescript'].flatMap((hook) => ['--import', `./scripts/${hook}.mjs`]);
  const child = spawn(process.execPath, [...hooks, 'gateway/main.ts'], {
    cwd: projectRoot,
    env: { ...process.env, npm_lifecycle_event: 'start', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const opened = new Promise<void>((resolve) => {
    const take = (piece: Buffer): void => {
      output += String(piece);
      if (output.includes('is open after')) resolve();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
  });
  const failed = ended.then((status) => {
    throw new Error(`The replica ended with ${status} before it was open: ${output}`);
  });
  await Promise.race([opened, failed]);
  failed.catch(() => {});
  return {
    origin: `http://127.0.0.1:${port}`,
    output: () => output,
    ended: () => ended,
    end: async (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
