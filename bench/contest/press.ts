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
  /** What every answer must be, byte for byte; left out where only its status counts. */
  readonly answer?: string;
}

/** What the load saw. */
export interface Pressed {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers whose status was not 2xx or 3xx or that were not what they must be, and requests without an answer. */
  readonly failed: number;
}

const inMilliseconds: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };

/** Asks for some seconds, each client its next question when the last is answered, with wrk. */
export async function press({ url, body, clients, seconds, core, logs, answer }: Pressing): Promise<Pressed> {
  const script = path.join(logs, 'load.lua');
  const headers = ['content-type', 'accept'].map((name) => `wrk.headers["${name}"] = "application/json"\n`).join('');
  const comparing = answer === undefined ? '' : comparison(answer);
  await writeFile(script, `wrk.method = "POST"\n${headers}wrk.body = [==[${body}]==]\n${comparing}`);
  const wrk = ['wrk', '-t1', `-c${clients}`, `-d${seconds}s`, '--latency', '--timeout', '20s', '-s', script, url];
  const child = spawn(...onCore(core, wrk), { stdio: ['ignore', 'pipe', 'pipe'] });
  const [report, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const found = (pattern: RegExp): string | undefined => pattern.exec(report)?.[1];
  const requests = found(/(\d+) requests in/);
  if (requests === undefined) throw new Error(`wrk gave no figures; is it installed? ${complaint.slice(0, 300)}`);
  const unanswered =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(report)?.slice(1) ?? [];
  const refused = Number(found(/Non-2xx or 3xx responses: (\d+)/) ?? 0) + Number(found(/Other answers: (\d+)/) ?? 0);
  return {
    requests: Number(requests),
    perSecond: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    p50: milliseconds(found(/^\s+50%\s+(\S+)/m)),
    p99: milliseconds(found(/^\s+99%\s+(\S+)/m)),
    failed: unanswered.reduce((total, count) => total + Number(count), refused),
  };
}

/** Lua that counts the answers with status 200 that are not this one. */
function comparison(answer: string): string {
  return `
expected = [==[${answer}]==]
others = 0
function response(status, headers, body)
  if status == 200 and body ~= expected then others = others + 1 end
end
local threads = {}
function setup(thread) table.insert(threads, thread) end
function done()
  local count = 0
  for _, thread in ipairs(threads) do count = count + thread:get("others") end
  print("Other answers: " .. count)
end
`;
}

function milliseconds(duration = ''): number {
  const [, number, unit = ''] = /^([\d.]+)([a-z]+)$/.exec(duration) ?? [];
  return Number((Number(number) * (inMilliseconds[unit] ?? NaN)).toFixed(3));
}
