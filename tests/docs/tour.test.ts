import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { type Answer, openPortal, type TestPortal } from '../support/portal.js';

interface Operation {
  readonly title: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, { readonly from: string }>>;
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
      const [, role = '', account = ''] = /^(\w+) · .* · `([\w.]+)`/.exec(heading) ?? [];
      return { role, account, operations: rest.map(readOperation) };
    });
}

function readOperation(text: string): Operation {
  const [title = ''] = text.split('\n');
  const query = /```graphql\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const variables = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '{}') as Operation['variables'];
  const [, place = '', value = ''] = /^→ `([\w.]+)` = (.*)$/m.exec(text) ?? [];
  return { title, query, variables, place, value };
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
    let before: Answer | undefined;
    for (const { title, query, variables, place, value } of operations) {
      const given = Object.entries(variables).map(([name, { from }]) => [name, valueAt(before?.data, from)]);
      const answer: Answer = await portal.ask(query, Object.fromEntries(given), { as: account });
      expect({ title, errors: answer.errors, [place]: String(valueAt(answer.data, place)) }).toEqual({
        title,
        errors: undefined,
        [place]: value,
      });
      before = answer;
    }
  });
});
