import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { openPortal, type TestPortal } from '../support/portal.js';

/** A value of an answer: of the operation with this number, or of the one before. */
interface Variable {
  readonly of?: number;
  readonly from: string;
}

interface Operation {
  readonly title: string;
  readonly query: string;
  /** The file that is sent instead of a query. */
  readonly file: string | undefined;
  readonly variables: Readonly<Record<string, Variable>>;
  /** A place in the answer and the value that stands there. */
  readonly place: string;
  readonly value: string;
}

interface Stop {
  readonly role: string;
  readonly account: string;
  readonly operations: readonly Operation[];
}

const stops = readTour(readFileSync(path.join(projectRoot, 'docs/tour.md'), 'utf8'));

function readTour(text: string): Stop[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...rest] = section.split(/^### /m);
      const [, role = '', account = ''] = /^([\w-]+) · .* · `([\w.]+)`/.exec(heading) ?? [];
      return { role, account, operations: rest.map(readOperation) };
    });
}

function readOperation(text: string): Operation {
  const [title = ''] = text.split('\n');
  const query = /```graphql\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const [, file] = /```sh\n.*--data-binary @(\S+)\n```/.exec(text) ?? [];
  const variables = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '{}') as Operation['variables'];
  const [, place = '', value = ''] = /^→ `([\w.]+)` = (.*)$/m.exec(text) ?? [];
  return { title, query, file, variables, place, value };
}

function valueAt(data: unknown, place: string): unknown {
  return place
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], data);
}

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

describe('The tour', () => {
  test('stops at every role that a module declares, with five operations each', () => {
    const declared = portal.portal.graphs.modules.flatMap(({ roles }) => roles ?? []).map(({ name }) => name);
    expect(stops.map(({ role }) => role).sort()).toEqual(declared.sort());
    expect(stops.map(({ operations }) => operations.length)).toEqual(stops.map(() => 5));
  });

  test.each(stops.map((stop) => [stop.role, stop] as const))('runs for %s', async (_role, { account, operations }) => {
    const answers: unknown[] = [];
    for (const { title, query, file, variables, place, value } of operations) {
      const given = Object.entries(variables).map(([name, { of = answers.length, from }]) => [
        name,
        valueAt(answers[of - 1], from),
      ]);
      const { data, errors } =
        file === undefined
          ? await portal.ask(query, Object.fromEntries(given), { as: account })
          : { data: await send(file, account), errors: undefined };
      await portal.settle();
      expect({ title, errors, [place]: String(valueAt(data, place)) }).toEqual({
        title,
        errors: undefined,
        [place]: value,
      });
      answers.push(data);
    }
  });
});

async function send(file: string, account: string): Promise<unknown> {
  const response = await fetch(`${portal.origin}/files`, {
    method: 'POST',
    // As curl sends what it is given as bytes.
    headers: {
      authorization: `Bearer ${await portal.tokenOf(account)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new Uint8Array(readFileSync(path.join(projectRoot, file))),
  });
  return response.json();
}
