import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../gateway/portal.js';
import type { TestPortal } from './portal.js';

/** How a command ended, and what it said. */
export interface Ended {
  readonly status: number;
  readonly said: string;
}

/** Runs what `npm run backup`, or another command of its kind, runs, with settings of a test's own. */
export async function runCommand(
  name: 'backup' | 'restore' | 'contract',
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const [program, ...words] = String(scripts[name]).split(' ');
  if (program !== 'node') throw new Error(`The command "${name}" does not run Node.`);
  const run = promisify(execFile)(process.execPath, [...words, ...parameters], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    maxBuffer: 16_777_216,
  });
  return run.then(
    ({ stdout }) => ({ status: 0, said: stdout }),
    (error: { readonly code: number; readonly stderr: string; readonly stdout: string }) => ({
      status: error.code,
      said: `${error.stderr}${error.stdout}`,
    }),
  );
}

/** An event that a test reported, and the photo that it sent along. */
export interface Reported {
  readonly id: string;
  readonly eventNo: string;
  readonly file: string;
}

/** Reports an event with a photo of its own. */
export async function reportEvent(portal: TestPortal): Promise<Reported> {
  const place = { longitude: 120.2935, latitude: 31.7085 };
  const file = await portal.photograph('grid.officer', place);
  const report = { description: '巡查中发现路口占道摆摊', ...place, files: [file] };
  const { data, errors } = await portal.ask(
    'mutation ($report: ReportEventInput!) { reportEvent(report: $report) { id eventNo } }',
    { report },
    { as: 'grid.officer' },
  );
  const event = (data as { reportEvent?: Omit<Reported, 'file'> } | null)?.reportEvent;
  if (!event) throw new Error(JSON.stringify(errors));
  return { ...event, file };
}

/** All that a portal says of an event, and the bytes of its photo. */
export async function everythingOf(portal: TestPortal, { id, file }: Reported): Promise<unknown> {
  const { data, errors } = await portal.ask(
    `query ($id: ID!) {
      event(id: $id) {
        eventNo state version description reportedAt course: timeline { sequence verb at actor digest }
        timelineBrokenAt timelineSeal { day root keyId signatureValid rootAgrees }
        attachments { id mediaType size sm3 takenAt } deadlines { name dueAt }
      }
      grids(first: 100) { edges { node { code name } } }
      regions(first: 100) { edges { node { code name } } }
    }`,
    { id },
    { as: 'town.dispatcher' },
  );
  const response = await fetch(`${portal.origin}/files/${file}`, {
    headers: { authorization: `Bearer ${await portal.tokenOf('town.dispatcher')}` },
  });
  return {
    data,
    errors,
    status: response.status,
    bytes: Buffer.from(await response.arrayBuffer()).toString('base64'),
  };
}
