import { expect, test } from '@jest/globals';
import { Directive, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { buildSubgraph } from '../../kit/module/build.js';
import { defineSubgraph, type SubgraphDeclaration } from '../../kit/module/define.js';

@ObjectType()
@Directive('@kept(days: 30)')
@Directive('@sealed')
class Paper {
  @Field(() => String, { nullable: true })
  title!: string | null;
}

@Resolver(() => Paper)
class PaperResolver {
  @Query(() => Paper, { nullable: true })
  paper(): Paper | null {
    return null;
  }
}

@Resolver()
class GuardedResolver {
  @Query(() => String, { nullable: true })
  @Directive('@requiresScopes(scopes: [["paper:read"]])')
  guarded(): string | null {
    return null;
  }
}

const specification = 'https://example.org/retention/v1.0';
const directives = [
  { specification, definition: 'directive @kept(days: Int!) on OBJECT' },
  { specification, definition: 'directive @sealed on OBJECT' },
];

async function sdlOf(declaration: Partial<SubgraphDeclaration>): Promise<string> {
  const module = defineSubgraph({
    name: 'papers',
    version: '1.0.0',
    title: { zh: '文件', en: 'Papers' },
    entities: [],
    resolvers: [PaperResolver],
    migrations: [],
    policies: [],
    ...declaration,
  });
  return (await buildSubgraph(module)).sdl;
}

test('A module’s own directives are linked once for their specification, composed, defined and applied.', async () => {
  const sdl = await sdlOf({ directives });
  expect(sdl).toMatch(
    /@link\(url: "https:\/\/example\.org\/retention\/v1\.0", import: \["@kept", "@sealed"\]\)\s+@composeDirective\(name: "@kept"\)\s+@composeDirective\(name: "@sealed"\)/,
  );
  expect(sdl).toContain('directive @kept(days: Int!) on OBJECT\n\ndirective @sealed on OBJECT');
  expect(sdl).toMatch(/type Paper\s+@kept\(days: 30\)\s+@sealed/);
});

test('A directive that nobody declared is refused.', async () => {
  await expect(sdlOf({})).rejects.toThrow('Unknown directive "@kept"');
});

test.each(['type Kept { days: Int }', 'directive @a on OBJECT directive @b on OBJECT'])(
  'What is not one directive’s definition is refused: %s',
  async (definition) => {
    await expect(sdlOf({ directives: [{ specification, definition }] })).rejects.toThrow(
      `A declared directive must be one directive's definition, which this is not: ${definition}`,
    );
  },
);

test('A rule cannot be lost by an older specification: it is refused there.', async () => {
  expect(await sdlOf({ resolvers: [GuardedResolver] })).toContain('@requiresScopes(scopes: [["paper:read"]])');
  await expect(sdlOf({ resolvers: [GuardedResolver], federation: '2.4' })).rejects.toThrow(
    'Unknown directive "@requiresScopes"',
  );
});
