import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { openAnswer, readParts } from './read-parts.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const grid = '320281104200002';
const later = `query ($code: ID!) { grid(code: $code) { name roles { staff { number } ... @defer { staff { phone } } } } }`;
const atOnce = `query ($code: ID!, $element: ID!) {
  gridElement(code: $element) { name }
  ... @defer { grid(code: $code) { roles { staff { phone } } } }
}`;

async function askAs(as: string, query: string) {
  const answer = await openAnswer(portal.origin, {
    query,
    variables: { code: grid, element: `${grid}R0002` },
    headers: { authorization: `Bearer ${await portal.tokenOf(as)}`, 'x-purpose': 'EVENT_CONTACT' },
  });
  return { status: answer.status, text: await answer.rest() };
}

const phones = (text: string): string[] => [...text.matchAll(/"phone":"([^"]+)"/g)].map(([, phone = '']) => phone);

interface Entry {
  readonly disclosures: readonly { readonly kind: string }[] | null;
}

async function lastEntries(): Promise<(readonly string[])[]> {
  const asked = '{ auditEntries(last: 50) { edges { node { disclosures { kind } } } } }';
  const { data } = await portal.ask(asked, {}, { as: 'auditor' });
  const entries = data?.['auditEntries'] as { edges: { node: Entry }[] } | undefined;
  return (entries?.edges ?? []).map(({ node }) => (node.disclosures ?? []).map(({ kind }) => kind));
}

async function whileNothingIsWritten<T>(work: () => Promise<T>): Promise<T> {
  const rename = (from: string, to: string) =>
    portal.portal.database.administer((run) => run(`alter table audit.${from} rename to ${to}`, []));
  await rename('entries', 'away');
  try {
    return await work();
  } finally {
    await rename('away', 'entries');
  }
}

test('plain values of a later part are written down once, before it leaves', async () => {
  const before = await lastEntries();
  const { text } = await askAs('grid.admin', later);
  const [first, ...others] = readParts(text);
  expect(first).toMatchObject({ data: { grid: { name: expect.any(String) } }, hasNext: true });
  expect(others.at(-1)?.hasNext).toBe(false);
  expect(phones(text).length).toBeGreaterThan(0);
  for (const phone of phones(text)) expect(phone).toMatch(/^\d{11}$/);
  const entries = await lastEntries();
  expect(entries).toHaveLength(before.length + 1);
  expect(entries.at(-1)).toEqual(phones(text).map(() => 'phone'));
});

test('for who may not see them they are masked in a later part too', async () => {
  const { text } = await askAs('grid.officer', later);
  expect(phones(text).length).toBeGreaterThan(0);
  for (const phone of phones(text)) expect(phone).toMatch(/^\d{3}\*{4}\d{4}$/);
});

test('what cannot be written down does not leave: its part is null and says so, the first part has left', async () => {
  const { status, text } = await whileNothingIsWritten(() => askAs('grid.admin', later));
  expect(status).toBe(200);
  expect(phones(text)).toEqual([]);
  const [first, last, ...none] = readParts(text);
  expect(first?.hasNext).toBe(true);
  expect(none).toEqual([]);
  expect(last?.hasNext).toBe(false);
  expect(last?.incremental?.length).toBeGreaterThan(0);
  for (const entry of last?.incremental ?? [])
    expect(entry).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL' } }] });
});

test('where the first part has a plain value all parts wait for the writing', async () => {
  const { text } = await askAs('grid.admin', atOnce);
  expect(readParts(text)[0]).toMatchObject({ data: { gridElement: { name: '曾飞' } }, hasNext: true });
  const refused = await whileNothingIsWritten(() => askAs('grid.admin', atOnce));
  expect(refused.status).toBe(500);
  expect(JSON.parse(refused.text)).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
});
