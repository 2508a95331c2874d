import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { Fault, type FaultCode, faultCodes } from '../../kit/module/fault.js';

const protocolCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];

async function sources(): Promise<string> {
  const texts: string[] = [];
  for (const folder of ['gateway', 'kit', 'subgraphs', 'plugins', 'cli']) {
    const names = (await readdir(path.join(projectRoot, folder), { recursive: true })).filter((name) =>
      name.endsWith('.ts'),
    );
    for (const name of names) texts.push(await readFile(path.join(projectRoot, folder, name), 'utf8'));
  }
  return texts.join('\n');
}

/** The rows of every table of the page whose first heading is `heading`, by their first cell. */
async function documented(heading: string): Promise<Map<string, string[]>> {
  const lines = (await readFile(path.join(projectRoot, 'docs/errors.md'), 'utf8')).split('\n');
  const rows: string[][] = [];
  let inside = false;
  for (const line of lines) {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (cells.length === 0) inside = false;
    else if (cells[0] === heading) inside = true;
    else if (inside && !/^-+$/.test(cells[0] ?? '')) rows.push(cells);
  }
  expect(rows.map(([first]) => first)).toEqual([...new Set(rows.map(([first]) => first))]);
  return new Map(rows.map(([first = '', ...rest]) => [first, rest]));
}

/** What follows `reason:` or ends a description of a refusal, in capitals. */
function reasonsIn(text: string): string[] {
  const places = [/\breason: '([A-Z][A-Z0-9_]+)'/g, /\bdescribe\('[A-Z]+', .*, '([A-Z][A-Z0-9_]+)'\)/g];
  return [...new Set(places.flatMap((place) => [...text.matchAll(place)].map(([, reason]) => reason ?? '')))].sort();
}

describe('docs/errors.md', () => {
  test('tells every code with its status, and no other', async () => {
    const told = await documented('code');
    const known = { ...faultCodes, INTERNAL: 500, ...Object.fromEntries(protocolCodes.map((code) => [code, 400])) };
    expect(Object.fromEntries([...told].map(([code, [status]]) => [code, Number(status)]))).toEqual(known);
  });

  test('tells every code that a source writes down by itself', async () => {
    const told = await documented('code');
    const written = [...(await sources()).matchAll(/\bcode: '([A-Z][A-Z_]+)'/g)].map(([, code]) => code ?? '');
    expect(written.length).toBeGreaterThan(5);
    expect([...new Set(written)].filter((code) => !told.has(code))).toEqual([]);
  });

  test('tells every reason that a source gives, and no other', async () => {
    const given = reasonsIn(await sources());
    expect(given).toContain('STALE_VERSION');
    expect([...(await documented('reason')).keys()].sort()).toEqual(given);
  });

  test('tells of each in both languages, with codes that exist, and what to do', async () => {
    for (const [reason, cells] of await documented('reason')) {
      const [codes = '', chinese = '', english = '', advice = ''] = cells;
      expect([reason, codes.split(', ').every((code) => code in faultCodes)]).toEqual([reason, true]);
      expect([reason, /\p{Script=Han}/u.test(chinese), /[a-z]{3}/.test(english), advice !== '']).toEqual([
        reason,
        true,
        true,
        true,
      ]);
    }
  });
});

describe('a Fault', () => {
  test.each(Object.entries(faultCodes) as [FaultCode, number][])('of %s stands for an answer of %i', (code, status) => {
    const fault = new Fault(code, { zh: '不行', en: 'no' });
    expect(fault.toJSON()).toEqual({ message: '不行', extensions: { code } });
    expect(status).toBeGreaterThanOrEqual(400);
  });

  test('shows its reason and details, and keeps its cause to itself', () => {
    const cause = new Error('password=secret');
    const fault = new Fault(
      'CONFLICT',
      { zh: '冲突', en: 'conflict' },
      { reason: 'STALE_VERSION', details: { seen: 1 }, cause },
    );
    expect(JSON.parse(JSON.stringify(fault))).toEqual({
      message: '冲突',
      extensions: { code: 'CONFLICT', reason: 'STALE_VERSION', details: { seen: 1 } },
    });
    expect(fault.originalError).toBe(cause);
    expect(fault.sentence.en).toBe('conflict');
  });
});
