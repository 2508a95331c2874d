import { Supergraph } from '@apollo/federation-internals';
import { expect, test } from '@jest/globals';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { withDefer } from '../../../gateway/operation/defer-directive.js';
import { publicSdlOf } from '../../../gateway/supergraph/public-schema.js';
import { withoutSecurityLinks } from '../../../gateway/supergraph/security-links.js';
import { textOf } from '../../house/readme-blocks.js';
import { supergraphOf } from './plain-graph.js';

const hiding = supergraphOf({
  towns: {
    sdl: `
      directive @shown(as: String) on FIELD | QUERY
      "Everything that is asked."
      type Query {
        town(id: ID!, hidden: Int @inaccessible, by: By): Place
        hidden: Hidden @inaccessible
        size: Size @deprecated(reason: "unused")
        day: Day @tag(name: "x")
      }
      input By { name: String = "a" hidden: Int @inaccessible }
      input HiddenInput @inaccessible { a: Int }
      interface Named { name: String }
      interface HiddenNamed @inaccessible { name: String }
      type Town implements Named & HiddenNamed @key(fields: "id") { id: ID! name: String note: String @inaccessible }
      type Hidden implements Named @inaccessible { name: String }
      union Place = Town | Hidden
      union HiddenPlace @inaccessible = Town
      enum Size { SMALL LARGE @inaccessible }
      enum HiddenSize @inaccessible { A }
      scalar Day @specifiedBy(url: "https://example.org/day")
      scalar HiddenDay @inaccessible
      type Mutation @inaccessible { change: Int }
    `,
  },
  other: { sdl: 'directive @shown(as: String) on FIELD | QUERY type Town @key(fields: "id") { id: ID! people: Int }' },
});

const sorted = (sdl: string) => printSchema(lexicographicSortSchema(buildSchema(sdl)));
const apollos = (supergraph: string) =>
  printSchema(
    lexicographicSortSchema(Supergraph.build(withoutSecurityLinks(supergraph)).apiSchema().toGraphQLJSSchema()),
  );

test('What is inaccessible is nowhere in the public schema, whatever kind of thing it is.', () => {
  const publicSdl = publicSdlOf(hiding);
  expect(publicSdl).not.toMatch(/hidden|LARGE|note|Mutation|join__|link__|@tag/i);
  expect(sorted(publicSdl)).toBe(apollos(hiding));
  expect(publicSdl).toContain('town(id: ID!, by: By): Place');
});

test('A specification whose directive is imported under another name is left out under that name.', () => {
  const renamed = hiding
    .replaceAll('@inaccessible', '@unseen')
    .replace('/inaccessible/v0.2"', '/inaccessible/v0.2", import: [{ name: "@inaccessible", as: "@unseen" }]');
  expect(renamed).toContain('directive @unseen on');
  expect(publicSdlOf(renamed.replace('ENUM_VALUE | INPUT', 'FIELD | ENUM_VALUE | INPUT'))).toBe(publicSdlOf(hiding));
});

test('A specification that is linked under another name is left out under that name.', () => {
  const renamed = hiding
    .replaceAll('@inaccessible', '@unseen')
    .replace('/inaccessible/v0.2"', '/inaccessible/v0.2", as: "unseen"')
    .replace('directive @inaccessible', 'directive @unseen');
  expect(renamed).toContain('as: "unseen"');
  expect(sorted(publicSdlOf(renamed))).toBe(sorted(publicSdlOf(hiding)));
});

test('The county’s own supergraph shows what composition says it shows, and @defer.', () => {
  const shown = withDefer(buildSchema(publicSdlOf(textOf('schema/supergraph.graphql'))));
  expect(sorted(printSchema(shown))).toBe(sorted(textOf('schema/public.graphql')));
});
