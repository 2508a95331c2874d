import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { copyProject, type TestProject } from '../../support/project.js';
import { refusalOf, send } from '../../support/raw-request.js';

let project: TestProject;
let portal: TestPortal;

beforeAll(async () => {
  project = await copyProject();
  await project.addWeather();
  portal = await openPortal({
    root: project.root,
    accounts: [{ username: 'admin', roles: ['grid_admin'], regions: ['320281'] }],
  });
});

afterAll(async () => {
  await portal.close();
  await project.drop();
});

afterEach(async () => {
  expect((await portal.ask('{ grid(code: "320281100") { code } }')).data).toEqual({ grid: { code: '320281100' } });
});

const echo = 'query ($float: Float, $text: String) { echo(float: $float, text: $text) { float text } }';

/** Sends variables as they stand in JSON, so that no number is rounded on the way; answers the body as text. */
async function echoed(variables: string): Promise<string> {
  const { status, text } = await send(portal.origin, {
    body: `{"query":${JSON.stringify(echo)},"variables":${variables}}`,
  });
  expect(status).toBe(200);
  return text;
}

async function echoedInline(value: string): Promise<string> {
  const query = `{ echo(float: ${value}) { float } }`;
  return (await send(portal.origin, { body: JSON.stringify({ query }) })).text;
}

describe('a number', () => {
  test.each([
    ['0', '0'],
    ['-0', '-0'],
    ['-0.0', '-0'],
    ['5e-324', '5e-324'],
    ['1.7976931348623157e308', '1.7976931348623157e+308'],
    ['0.1', '0.1'],
    ['9007199254740992', '9007199254740992'],
    ['-2147483649', '-2147483649'],
  ])('%s comes back as it went in, as a variable and in the document', async (sent, received) => {
    expect(await echoed(`{"float":${sent}}`)).toBe(`{"data":{"echo":{"float":${received},"text":null}}}`);
    expect(await echoedInline(sent)).toBe(`{"data":{"echo":{"float":${received}}}}`);
  });

  test.each([
    ['1e400', '1e400'],
    ['-1e400', '-1e400'],
    ['of 50,000 digits', '9'.repeat(50_000)],
  ])('%s that no Float holds is refused', async (_title, sent) => {
    const body = `{"query":${JSON.stringify(echo)},"variables":{"float":${sent}}}`;
    expect(refusalOf(await send(portal.origin, { body }))).toEqual([400, 'INVALID VARIABLE_INVALID']);
    const inline = await send(portal.origin, { body: JSON.stringify({ query: `{ echo(float: ${sent}) { float } }` }) });
    expect(refusalOf(inline)).toEqual([400, 'INVALID NUMBER_OUT_OF_RANGE']);
  });

  test.each([
    ['2^31', '2147483648'],
    ['−2^31 − 1', '-2147483649'],
    ['2^53 + 1', '9007199254740993'],
    ['1e400', '1e400'],
    ['a half', '0.5'],
    ['of 50,000 digits', '9'.repeat(50_000)],
    ['in a text', '"1"'],
    ['true', 'true'],
    ['in a list', '[1,2]'],
    ['in a map', '{"value":1}'],
  ])('%s for an Int is refused with its variable', async (_title, sent) => {
    const query = 'query ($first: Int) { grids(first: $first) { totalCount } }';
    const answer = await send(portal.origin, {
      body: `{"query":${JSON.stringify(query)},"variables":{"first":${sent}}}`,
    });
    expect(refusalOf(answer)).toEqual([400, 'INVALID VARIABLE_INVALID']);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { details: { variable: 'first' } } }] });
    expect(answer.text.length).toBeLessThan(1000);
  });
});

const freeTexts: readonly (readonly [string, string])[] = [
  ['SQL', `'); drop table grid.grids; -- " $1 ? \\' `],
  ['script', '<script>alert("x")</script><img src=x onerror=alert(1)>${7*7}{{7*7}}'],
  ['control characters', 'a\u0001b\u001Bc\u007Fd\r\n\te'],
  ['writing in both directions', '\u202Eabc\u202C \u200F\u061C'],
  ['characters beyond the basic plane', '𠮷𬶠🏮👨‍👩‍👧'],
  ['a text that looks like JSON', '{"__proto__":{"x":1}}'],
  ['the member names of objects', '__proto__ constructor toString'],
  ['braces of the dialect', '%s %d {0} :name ??'],
];

describe('a free text', () => {
  test.each(freeTexts)('of %s comes back as it went in', async (_title, text) => {
    expect((await portal.ask(echo, { text })).data).toEqual({ echo: { float: null, text } });
    const { data } = await portal.ask(
      `{ echo(text: ${JSON.stringify(text).replaceAll('\u007f', '\\u007F')}) { text } }`,
    );
    expect(data).toEqual({ echo: { text } });
  });

  test.each([
    ['a NUL character', 'a\0b'],
    ['a lone surrogate', 'a\uD800b'],
    ['the half of another pair', '\uDC00'],
  ])('of %s that no column holds comes back where nothing is stored', async (_title, text) => {
    const answer = await echoed(JSON.stringify({ text }));
    expect(JSON.parse(answer)).toEqual({ data: { echo: { float: null, text } } });
  });

  test.each(freeTexts)('of %s is stored as it was written', async (_title, text) => {
    const { row, errors, refusals } = await waive(text);
    expect([errors, refusals]).toEqual([undefined, []]);
    expect(row).toEqual({ sizing: { waiver: text.trim() } });
  });

  test.each([
    ['a NUL character', 'a\0b'],
    ['a lone surrogate', 'a\uD800b'],
  ])('of %s that no column holds is refused, not spoilt', async (_title, text) => {
    const { errors } = await waive(text);
    expect(errors?.map(({ extensions }) => [extensions.code, extensions.reason])).toEqual([
      ['INVALID', 'TEXT_NOT_STORABLE'],
    ]);
  });
});

/** Stores a text and reads it again. */
async function waive(reason: string) {
  const found = await portal.ask('{ gridsOutOfSize(first: 1) { edges { node { id version } } } }');
  const [edge] =
    (found.data?.['gridsOutOfSize'] as { edges: { node: { id: string; version: number } }[] } | undefined)?.edges ?? [];
  if (!edge) throw new Error('No grid is outside the standard.');
  const verb =
    'mutation ($id: ID!, $version: Int!, $reason: String!) { waiveGridSizing(id: $id, version: $version, reason: $reason) { id } }';
  const { errors } = await portal.ask(verb, { ...edge.node, reason }, { as: 'admin' });
  const read = await portal.ask('query ($id: ID) { grid(id: $id) { sizing { waiver } } }', { id: edge.node.id });
  return { errors, refusals: read.errors ?? [], row: read.data?.['grid'] as unknown };
}

describe('a variable', () => {
  test.each([
    ['that is required and missing', 'query ($id: ID!) { grid(id: $id) { code } }', {}],
    ['that is required and null', 'query ($id: ID!) { grid(id: $id) { code } }', { id: null }],
    [
      'of an unknown enum value',
      'query ($level: GridLevel) { grids(level: $level) { totalCount } }',
      { level: 'L9_MOON' },
    ],
    ['of an enum by its number', 'query ($level: GridLevel) { grids(level: $level) { totalCount } }', { level: 1 }],
    [
      'named as a member of every object',
      'query ($level: GridLevel) { grids(level: $level) { totalCount } }',
      { level: 'constructor' },
    ],
    ['that is a map for a key', 'query ($id: ID) { grid(id: $id) { code } }', { id: { $ne: null } }],
    ['that is a list for a key', 'query ($id: ID) { grid(id: $id) { code } }', { id: ['a', 'b'] }],
    ['that is a broken number for a key', 'query ($id: ID) { grid(id: $id) { code } }', { id: 1.5 }],
  ])('%s is refused', async (_title, query, variables) => {
    const { status, errors } = await portal.ask(query, variables);
    expect([status, ...(errors ?? []).map(({ extensions }) => [extensions.code, extensions.reason])]).toEqual([
      400,
      ['INVALID', 'VARIABLE_INVALID'],
    ]);
  });

  test('that no operation declares is ignored', async () => {
    const { status, data } = await portal.ask('{ grid(code: "320281100") { code } }', { nonsense: { deep: [1] } });
    expect([status, data]).toEqual([200, { grid: { code: '320281100' } }]);
  });

  test('nested 10,000 deep is refused', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const query = 'query ($id: ID) { grid(id: $id) { code } }';
    const answer = await send(portal.origin, { body: `{"query":${JSON.stringify(query)},"variables":{"id":${deep}}}` });
    expect(refusalOf(answer)).toEqual([400, 'INVALID VARIABLE_INVALID']);
  });

  test.each(['__proto__', 'constructor'])('named %s is one as any other', async (name) => {
    const query = `query ($${name}: ID) { grid(code: $${name}) { code } }`;
    const body = `{"query":${JSON.stringify(query)},"variables":{"${name}":"320281100"}}`;
    expect((await send(portal.origin, { body })).text).toBe('{"data":{"grid":{"code":"320281100"}}}');
  });
});

describe('a key', () => {
  test.each([...freeTexts, ['a NUL character', 'a\0b'], ['a lone surrogate', '\uD800'], ['nothing', '']] as const)(
    'of %s names no row',
    async (_title, text) => {
      for (const query of [
        'query ($key: ID) { grid(code: $key) { code } }',
        'query ($key: ID) { grid(id: $key) { code } }',
      ]) {
        const { status, data, errors } = await portal.ask(query, { key: text });
        expect([status, data, errors?.map(({ extensions }) => extensions.code)]).toEqual([
          200,
          { grid: null },
          ['NOT_FOUND'],
        ]);
      }
      const page = await portal.ask('query ($town: ID) { grids(town: $town) { totalCount } }', { town: text });
      expect(['{"grids":{"totalCount":0}}', 'INVALID']).toContain(
        page.errors?.[0]?.extensions.code ?? JSON.stringify(page.data),
      );
    },
  );
});

test.each([
  ['query', '{ organizations(first: 1) { edges { node { powerCount(on: "0000-01-01") } } } }', '"0000-01-01"'],
  ['query', '{ organizations(first: 1) { edges { node { powerCount(on: []) } } } }', '[]'],
  ['mutation', 'mutation { endRelief(id: "", version: 1, day: "2026-02-30") { version } }', '"2026-02-30"'],
])('a literal that its scalar does not take is named, in a %s below the root too: %s', async (_kind, query, value) => {
  const { errors } = await portal.ask(query, {}, { as: 'admin' });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions.code).toBe('INVALID');
  expect(errors?.[0]?.message).toContain(`has invalid value ${value}.`);
});
