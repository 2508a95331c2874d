import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../gateway/portal.js';
import { logIn } from './demo-login.js';
import { jpeg } from './photo-bytes.js';

/** What a life of the portal acknowledged before it was killed: the newest version of each event. */
export type Acknowledged = Map<string, { readonly eventNo: string; readonly version: number }>;

/** One life: with which settings and clock, how long from its first answer, and with how many writers. */
export interface Life {
  readonly environment: Readonly<Record<string, string>>;
  readonly ahead: number;
  readonly milliseconds: number;
  readonly writers: number;
}

interface Place {
  readonly origin: string;
  readonly issuer: string;
}

interface Client {
  upload(): Promise<string>;
  ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
}

interface Row {
  readonly id: string;
  readonly eventNo: string;
  readonly version: number;
}

const spot = { longitude: 120.2935, latitude: 31.7085 };

/** Starts a portal, lets writers report, accept, reject and file events, and kills it in the middle of that. */
export async function liveAndBeKilled(life: Life, acknowledged: Acknowledged): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--import', './scripts/typescript.mjs', path.join('tests', 'support', 'killable-portal.ts'), String(life.ahead)],
    { cwd: projectRoot, env: { ...process.env, ...life.environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const place = await saysWhere(child);
    const [officer, dispatcher] = await Promise.all([
      clientOf(place, 'grid.officer'),
      clientOf(place, 'town.dispatcher'),
    ]);
    const writers = Array.from({ length: life.writers }, (_none, index) =>
      write(officer, dispatcher, index, acknowledged),
    );
    await pause(life.milliseconds);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await Promise.all(writers);
  } finally {
    child.kill('SIGKILL');
  }
}

async function saysWhere(child: ChildProcess): Promise<Place> {
  if (!child.stdout) throw new Error('The portal has no standard output.');
  const lines = createInterface({ input: child.stdout });
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('The portal ended before it stood.')));
  const [line] = (await Promise.race([once(lines, 'line'), gone])) as [string];
  gone.catch(() => {});
  return JSON.parse(line) as Place;
}

async function clientOf({ origin, issuer }: Place, username: string): Promise<Client> {
  const { token } = await logIn(issuer, username);
  const headers = { authorization: `Bearer ${token}` };
  return {
    upload: async () => {
      const body = new Uint8Array(jpeg());
      const answer = await fetch(`${origin}/files`, { method: 'POST', headers, body });
      return ((await answer.json()) as { id: string }).id;
    },
    ask: async <T>(query: string, variables: Readonly<Record<string, unknown>>) => {
      const answer = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await answer.json()) as { data?: { row: T | null }; errors?: readonly { message: string }[] };
      if (!body.data?.row) throw new Refused(body.errors?.[0]?.message ?? 'no answer');
      return body.data.row;
    },
  };
}

/** The portal refused a write: a mistake of the test, and no consequence of the kill. */
class Refused extends Error {}

const fields = '{ id eventNo version }';
const verbs = {
  report: `mutation ($report: ReportEventInput!) { row: reportEvent(report: $report) ${fields} }`,
  accept: `mutation ($id: ID!, $version: Int!) { row: acceptEvent(id: $id, version: $version) ${fields} }`,
  reject: `mutation ($id: ID!, $version: Int!) {
    row: rejectEvent(id: $id, version: $version, reason: "经核实没有此事", falseReport: true) ${fields} }`,
};

/** Writes until the portal is gone. What it answered is noted, and only that. */
async function write(officer: Client, dispatcher: Client, writer: number, acknowledged: Acknowledged): Promise<void> {
  const note = ({ id, eventNo, version }: Row): Row => {
    acknowledged.set(id, { eventNo, version });
    return { id, eventNo, version };
  };
  try {
    for (let turn = writer; ; turn += 1) {
      const files = [await officer.upload()];
      const report = { description: `第${turn}次巡查,路口占道摆摊`, ...spot, files };
      const reported = note(await officer.ask<Row>(verbs.report, { report }));
      const { id, version } = reported;
      if (turn % 3 === 0) note(await dispatcher.ask<Row>(verbs.reject, { id, version }));
      else if (turn % 3 === 1) note(await dispatcher.ask<Row>(verbs.accept, { id, version }));
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    // The portal is gone in the middle of a word; that is what is tried here.
  }
}
