import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { onCore } from './start-on-core.js';

/** One question, asked again and again. */
export interface Pressing {
  readonly url: string;
  /** The JSON that is posted; ASCII, because the load's script is Lua. */
  readonly body: string;
  readonly clients: number;
  readonly seconds: number;
  /** The core that the load may use. */
  readonly core: number;
  /** Folder for its script. */
  readonly logs: string;
}

/** What the load saw. */
export interface Pressed {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers whose status was not 2xx or 3xx, and requests without an answer. */
  readonly failed: number;
}

const inMilliseconds: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };

/** Asks for some seconds, each client its next question when the last is answered, with wrk. */
export async function press({ url, body, clients, seconds, core, logs }: Pressing): Promise<Pressed> {
  const script = path.join(logs, 'load.lua');
  const headers = ['content-type', 'accept'].map((name) => `wrk.headers["${name}"] = "application/json"\n`).join('');
  await writeFile(script, `wrk.method = "POST"\n${headers}wrk.body = [==[${body}]==]\n`);
  const wrk = ['wrk', '-t1', `-c${clients}`, `-d${seconds}s`, '--latency', '--timeout', '20s', '-s', script, url];
  const child = spawn(...onCore(core, wrk), { stdio: ['ignore', 'pipe', 'pipe'] });
  const [report, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const found = (pattern: RegExp): string | undefined => pattern.exec(report)?.[1];
  const requests = found(/(\d+) requests in/);
  if (requests === undefined) throw new Error(`wrk gave no figures; is it installed? ${complaint.slice(0, 300)}`);
  const unanswered =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(report)?.slice(1) ?? [];
  const refused = Number(found(/Non-2xx or 3xx responses: (\d+)/) ?? 0);
  return {
    requests: Number(requests),
    perSecond: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    p50: milliseconds(found(/^\s+50%\s+(\S+)/m)),
    p99: milliseconds(found(/^\s+99%\s+(\S+)/m)),
    failed: unanswered.reduce((total, count) => total + Number(count), refused),
  };
}

function milliseconds(duration = ''): number {
  const [, number, unit = ''] = /^([\d.]+)([a-z]+)$/.exec(duration) ?? [];
  return Number((Number(number) * (inMilliseconds[unit] ?? NaN)).toFixed(3));
}
