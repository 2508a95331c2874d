import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnPostgres } from '../support/own-postgres.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import {
  act,
  type Department,
  head,
  listAddresses,
  publish,
  refusalOf,
  rulesOf,
  type Said,
  startDepartment,
  versionOf,
} from './department.js';
import { expectUnharmed, tidesSdl, underLoad } from './loaded-portal.js';

const many = (count: number, write: (number: number) => string, between = '\n'): string =>
  Array.from({ length: count }, (_, number) => write(number)).join(between);
const query = 'type Query { buoy: String }';
/** Each doubles what the one before expands to. */
const laughs = many(30, (number) => `input L${number} { a: L${number + 1} = {} b: L${number + 1} = {} }`).concat(
  '\ninput L30 { a: Int = 1 }',
);

/** A schema that is too much in one way, what the refusal says for programs, and for people. */
const excesses: readonly (readonly [what: string, sdl: string, reason: string, details: object, sentence: string])[] = [
  [
    'ten thousand types',
    many(10_000, (number) => `type T${number} { id: ID }`),
    'SCHEMA_TOO_LARGE',
    { measure: 'types', value: 2_001, limit: 2_000, line: 2_001 },
    'Line 2001 of the SDL: it reaches 2001 types, and the limit is 2000; part it into several subgraphs.',
  ],
  [
    'more characters than are read',
    `${query} # ${'x'.repeat(500_000)}`,
    'SCHEMA_TOO_LARGE',
    { measure: 'characters', value: 500_030, limit: 500_000, line: 1 },
    'Line 1 of the SDL: it reaches 500030 characters, and the limit is 500000; part it into several subgraphs.',
  ],
  [
    'a union of a hundred thousand members',
    `union U =${many(60_000, () => 'A', '|')}`,
    'SCHEMA_TOO_LARGE',
    { measure: 'tokens', value: 100_001, limit: 100_000, line: 1 },
    'Line 1 of the SDL: it reaches 100001 tokens, and the limit is 100000; part it into several subgraphs.',
  ],
  [
    'ten thousand fields, and one',
    `type Query {\n${many(10_001, (number) => `a${number}: ID`)}\n}`,
    'SCHEMA_TOO_LARGE',
    { measure: 'fields', value: 10_001, limit: 10_000, line: 10_002 },
    'Line 10002 of the SDL: it reaches 10001 fields, and the limit is 10000; part it into several subgraphs.',
  ],
  [
    'ten thousand directives on one field',
    `type Query { buoy: String ${'@tag '.repeat(10_001)}}`,
    'SCHEMA_TOO_LARGE',
    { measure: 'directives', value: 10_001, limit: 10_000, line: 1 },
    'Line 1 of the SDL: it reaches 10001 directives, and the limit is 10000; part it into several subgraphs.',
  ],
  [
    'a list of lists of lists',
    `type Query { buoy: ${'['.repeat(200_000)}Int${']'.repeat(200_000)} }`,
    'SCHEMA_TOO_DEEP',
    { measure: 'nesting', value: 21, limit: 20, line: 1 },
    'Line 1 of the SDL: it reaches 21 brackets within brackets, and the limit is 20; write it flatter.',
  ],
  [
    'a key that leads through itself',
    `${query}\ntype Buoy @key(fields: "${'next { '.repeat(11)}id${' }'.repeat(11)}") { id: ID next: Buoy }`,
    'SCHEMA_TOO_DEEP',
    { measure: 'keyNesting', value: 11, limit: 10, line: 2 },
    'Line 2 of the SDL: it reaches 11 levels of a fields: argument, and the limit is 10; write it flatter.',
  ],
  [
    'a name of thousands of characters',
    `type Query { ${'b'.repeat(201)}: String }`,
    'SCHEMA_TEXT_TOO_LONG',
    { measure: 'name', value: 201, limit: 200, line: 1 },
    'Line 1 of the SDL: it reaches 201 characters of a name, and the limit is 200; shorten it.',
  ],
  [
    'a description as long as a book',
    `\n"""${'{ __schema { types { name } } } '.repeat(10_000)}"""\n${query}`,
    'SCHEMA_TEXT_TOO_LONG',
    { measure: 'text', value: 320_000, limit: 10_000, line: 2 },
    'Line 2 of the SDL: it reaches 320000 characters of a description or text, and the limit is 10000; shorten it.',
  ],
  [
    'defaults that double thirty times',
    `type Query { buoy(at: L0 = {}): String }\n${laughs}`,
    'SCHEMA_DEFAULT_EXPANDS',
    { measure: 'defaultValues', value: 501, limit: 500, line: 1 },
    'Line 1 of the SDL: it reaches 501 values of a default once it is filled in, and the limit is 500; give a smaller default, which does not lead back to itself.',
  ],
  [
    'a default that leads back to itself',
    `${query}\ninput Place { in: Place = {} }`,
    'SCHEMA_DEFAULT_EXPANDS',
    { measure: 'defaultValues', value: 501, limit: 500, line: 1 },
    'Line 1 of the SDL: it reaches 501 values of a default once it is filled in, and the limit is 500; give a smaller default, which does not lead back to itself.',
  ],
];

/** Places where a character hides that turns what follows around. */
const hiding: readonly (readonly [where: string, sdl: string, character: string, line: number])[] = [
  ['in a description', `\n"Owner \u202eDI" ${query}`, 'U+202E', 2],
  ['as an escape', `\n\n"Owner \\u2066DI" ${query}`, 'U+2066', 3],
  ['in a comment', `${query}\n# \u200fowner`, 'U+200F', 2],
  ['as a tag', `${query} # \u{e0041}`, 'U+E0041', 1],
];

describe('A schema with', () => {
  let portal: TestPortal;
  let department: Department;

  beforeAll(async () => {
    portal = await openPortal();
    department = await startDepartment(query);
    await listAddresses(portal, [['320281-water', department.origin]]);
  });

  afterAll(async () => {
    await portal?.close();
    await department?.close();
  });

  function ask(sdl: string): Promise<Said> {
    return portal.ask(
      'mutation ($proposal: ProposalInput!) { check: checkSubgraph(proposal: $proposal) { passed findings { rule } } }',
      { proposal: { name: 'buoys', url: department.url, sdl } },
      { as: 'registry.publisher', headers: { 'accept-language': 'en' } },
    );
  }

  test.each(excesses)('%s is refused, and nobody is asked', async (_what, sdl, reason, details, sentence) => {
    const { length } = department.asked;
    const answer = await ask(sdl);
    expect(refusalOf(answer)).toEqual(['LIMITED', reason]);
    expect(answer.errors?.[0]?.extensions.details).toEqual(details);
    expect(answer.errors?.[0]?.message).toBe(sentence);
    const published = await publish(portal, { name: 'buoys', url: department.url, sdl }, 0, 'registry.publisher');
    expect(refusalOf(published)).toEqual(['LIMITED', reason]);
    expect(department.asked.length).toBe(length);
  });

  test.each(hiding)('a character %s that approvers do not see is refused', async (_where, sdl, character, line) => {
    const answer = await ask(sdl);
    expect(refusalOf(answer)).toEqual(['INVALID', 'SCHEMA_HIDES_CHARACTERS']);
    expect(answer.errors?.[0]?.extensions.details).toEqual({ character, line });
  });

  test('as much as it may have in every way passes, and begins with what editors of Windows write', async () => {
    const widest = `\ufeff"""${'说'.repeat(10_000)}"""
type Query { buoy(at: Place = {}): ${'['.repeat(9)}String${']'.repeat(9)} ${'n'.repeat(200)}: Int }
input Place { values: [Int!] = [${many(498, String, ', ')}] }`;
    department.serve(widest);
    expect((await ask(widest)).data).toEqual({ check: { passed: true, findings: [] } });
  });

  test('interfaces that implement each other, forty of them, is read once and not once for each way', async () => {
    const tower = `type Query { led: I0 }\n${many(40, (number) => {
      const below = many(number, (each) => `I${each}`, ' & ');
      return `interface I${number} ${number === 0 ? '' : `implements ${below} `}{ id: ID }`;
    })}\ntype Top implements ${many(40, (each) => `I${each}`, ' & ')} { id: ID }`;
    department.serve(tower);
    expect((await ask(tower)).data).toEqual({ check: { passed: true, findings: [] } });
  });

  test('thousands of mistakes is told fifty of them, and how many more there are', async () => {
    const sdl = `${head}type Query { buoy: String }\n${many(500, (number) => `type T${number} @key(fields: "none") { id: ID }`)}`;
    const { data } = await ask(sdl);
    const check = data?.['check'] as { findings: readonly { rule: string }[] } | undefined;
    expect(check?.findings.filter(({ rule }) => rule === 'DOES_NOT_COMPOSE').length).toBe(51);
  });
});

describeOnPostgres('Under the questions of others', () => {
  /** Two thousand types of five fields. */
  const widest = `${head}\ntype Query { buoy0: Buoy0 }\n${many(
    1_999,
    (number) =>
      `type Buoy${number} @key(fields: "id") { id: ID! "Metres below the ground." depth: Float next: Buoy${number - (number % 10)} kind: String placed: String }`,
  )}\n`;
  const load = underLoad(widest, { Query: { buoy0: () => ({ id: 'b', depth: 7 }) } });

  test('the largest schema that may be is checked, published, installed, compared and taken out again', async () => {
    const { outcome, felt } = await load.portal.during(async () => {
      const proposal = { name: 'buoys', url: load.department.url, sdl: widest };
      const waiting = versionOf(await publish(load.portal, proposal, 0, 'registry.publisher'));
      const installed = versionOf(await act(load.portal, 'approveVersion', waiting, 'registry.approver'));
      const answered = await load.portal.ask('{ buoy0 { depth } }');
      const { data } = await load.portal.ask(
        'query ($id: ID!) { compareVersions(from: $id, to: $id) { kind } }',
        { id: installed.id },
        { as: 'registry.approver' },
      );
      const retired = versionOf(await act(load.portal, 'retireSubgraph', installed, 'registry.publisher'));
      return { answered, compared: data, retired };
    });
    expect(outcome.answered.data).toEqual({ buoy0: { depth: 7 } });
    expect(outcome.compared).toEqual({ compareVersions: [] });
    expect(outcome.retired.state).toBe('KEPT');
    expectUnharmed(felt);
  });

  test('a schema within every limit that composes for minutes is given up, and the next check composes as ever', async () => {
    // Each field of the interface leads to each type, and from there to each again.
    const led = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}: Led`).join(' ');
    const maze = `type Query { led: Led }\ninterface Led { ${led} }\n${many(1_900, (number) => `type T${number} implements Led { ${led} }`)}`;
    const before = await load.portal.standing();
    load.department.serve(maze);
    const { outcome, felt } = await load.portal.during(async () => {
      const lost = await publish(
        load.portal,
        { name: 'mazes', url: load.department.url, sdl: maze },
        0,
        'registry.publisher',
      );
      const tides = { name: 'tides', url: load.portal.tides.url, sdl: tidesSdl };
      return { lost, others: await publish(load.portal, tides, 1, 'registry.publisher2') };
    });
    expect([refusalOf(outcome.lost), rulesOf(outcome.lost)]).toEqual([
      ['INVALID', 'CHECK_FAILED'],
      ['COMPOSITION_GIVEN_UP'],
    ]);
    expect(outcome.lost.errors?.[0]?.message).toContain(
      '合成超过 20 秒或 1024 MiB 内存,已中止:请减少类型、键或共有字段。',
    );
    expect(versionOf(outcome.others).number).toBe(2);
    const { subgraphs, revision } = await load.portal.standing();
    expect(revision).toBe(before.revision);
    expect(subgraphs.filter(([name]) => name !== 'tides')).toEqual(
      before.subgraphs.filter(([name]) => name !== 'tides'),
    );
    expectUnharmed(felt);
  });

  test('ten thousand types are refused', async () => {
    const sdl = many(10_000, (number) => `type T${number} { id: ID }`);
    const before = await load.portal.standing();
    const { outcome, felt } = await load.portal.during(() =>
      publish(load.portal, { name: 'thousands', url: load.department.url, sdl }, 0, 'registry.publisher'),
    );
    expect(refusalOf(outcome)).toEqual(['LIMITED', 'SCHEMA_TOO_LARGE']);
    expect(await load.portal.standing()).toEqual(before);
    expectUnharmed(felt);
  });
});
