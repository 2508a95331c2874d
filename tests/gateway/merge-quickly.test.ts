import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { Composer, type ComposeRequest } from '../../gateway/supergraph/compose.js';
import { projectRoot } from '../../gateway/portal.js';

type Subgraphs = ComposeRequest['subgraphs'];

const composer = new Composer();

afterAll(() => composer.close());

/** What one process answers that composes these one after the other, and what Apollo's answers to each by itself. */
async function bothOf(sequence: readonly Subgraphs[]) {
  const inTurn: unknown[] = [];
  for (const subgraphs of sequence) inTurn.push(await composer.compose({ subgraphs }));
  const alone = sequence.map((subgraphs) => {
    const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
    const { supergraphSdl, errors } = composeServices(services);
    return errors ? { errors: errors.map(({ message }) => message) } : { supergraphSdl };
  });
  return { inTurn, alone };
}

const noting = (version: string) => `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable", "@composeDirective", "@inaccessible"])
  @link(url: "https://county.invalid/note/v${version}", import: ["@note"])
  @composeDirective(name: "@note")
directive @note`;

const wide = '(text: String, more: Int) on FIELD_DEFINITION | OBJECT\n';

const towns = (use: string): Subgraphs[number] => ({
  name: 'towns',
  url: '',
  sdl: `${noting('1.0')}${wide}
    type Query { town: Town }
    type Town ${use} { name: String road: Road }
    type Road @shareable { name: String }`,
});

const roads = (directive: string, sdl: string, version = '1.0'): Subgraphs[number] => ({
  name: 'roads',
  url: '',
  sdl: noting(version) + directive + sdl,
});

test.each([
  {
    about: 'an argument that a use of the directive lacks has become required',
    use: '@note',
    changed: roads(
      '(text: String!, more: Int) on FIELD_DEFINITION | OBJECT ',
      'type Query { road: String @note(text: "A") }',
      '1.1',
    ),
    refusal: 'Directive "@note" argument "text" of type "String!" is required, but it was not provided.',
  },
  {
    about: 'the directive may no longer stand where it is used',
    use: '@note',
    changed: roads('(text: String, more: Int) on FIELD_DEFINITION ', 'type Query { road: String @note }', '1.1'),
    refusal: 'Directive "@note" may not be used on OBJECT.',
  },
  {
    about: 'an argument that is used is gone',
    use: '@note(more: 3)',
    changed: roads('(text: String) on FIELD_DEFINITION | OBJECT ', 'type Query { road: String @note }', '1.1'),
    refusal: 'Unknown argument "more" on directive "@note".',
  },
  {
    about: 'clients would see a type that has no field for them',
    use: '@note',
    changed: roads(wide, 'type Query { lane: Lane } type Lane { name: String @inaccessible }'),
    refusal: 'Type "Lane" is in the API schema but all of its fields are @inaccessible.',
  },
  {
    about: 'clients would see a field of a type that they may not see',
    use: '@note',
    changed: roads(wide, 'type Query { road: String } type Road @shareable @inaccessible { name: String }'),
    refusal: 'Type "Road" is @inaccessible but is referenced by "Town.road", which is in the API schema.',
  },
])('refuses a change as it would refuse the whole: $about', async ({ use, changed, refusal }) => {
  const fine = [towns(use), roads(wide, 'type Query { road: String }')];
  const { inTurn, alone } = await bothOf([fine, [towns(use), changed], [towns(use), changed], fine]);
  expect(inTurn).toEqual(alone);
  expect(inTurn[1]).toEqual({ errors: [refusal] });
  expect(inTurn[3]).toHaveProperty('supergraphSdl');
});

test.each([
  ['join__FieldSet', 'type Query { road: String set: join__FieldSet } scalar join__FieldSet'],
  ['join__Graph', 'type Query { road: String graph: join__Graph } enum join__Graph { A }'],
])('refuses a field of a type that a specification defines: %s', async (type, sdl) => {
  const plain = (text: string): Subgraphs => [
    {
      name: 'roads',
      url: '',
      sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) ${text}`,
    },
  ];
  const fine = plain('type Query { road: String }');
  const { inTurn, alone } = await bothOf([fine, plain(sdl), fine]);
  expect(inTurn).toEqual(alone);
  expect(inTurn[1]).toEqual({
    errors: [expect.stringContaining(`feature type ${type} is referenced by elements`)],
  });
  expect(inTurn[2]).toHaveProperty('supergraphSdl');
});

test('composes the graph of the portal, each of its subgraphs taken out and put back, to the letter as Apollo does', async () => {
  const folder = path.join(projectRoot, 'schema/subgraphs');
  const all = readdirSync(folder).map((file) => ({
    name: path.basename(file, '.graphql'),
    url: '',
    sdl: readFileSync(path.join(folder, file), 'utf8'),
  }));
  const { inTurn, alone } = await bothOf(all.flatMap(({ name }) => [all, all.filter((each) => each.name !== name)]));
  expect(inTurn).toEqual(alone);
}, 60_000);
