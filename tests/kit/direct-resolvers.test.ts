import { beforeAll, expect, test } from '@jest/globals';
import { graphql, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Info,
  Int,
  type MiddlewareFn,
  ObjectType,
  Query,
  Resolver,
  Root,
  UseMiddleware,
} from 'type-graphql';
import { buildSubgraph } from '../../kit/module/build.js';
import { defineSubgraph } from '../../kit/module/define.js';

interface Reader {
  readonly name: string;
}

/** Adds a word to what a field answers. */
const stamp: MiddlewareFn = async (_of, next) => `${String(await next())}, stamped`;

@ObjectType()
class Shelf {
  @Field(() => Int)
  books!: number;

  @Field(() => String)
  get rule(): string {
    return `no more than ${this.books}`;
  }

  @Field(() => String)
  get called(): () => string {
    return () => `called of ${this.books}`;
  }

  @Field(() => String)
  @UseMiddleware(stamp)
  get label(): string {
    return `label ${this.books}`;
  }
}

let made = 0;

@Resolver(() => Shelf)
class ShelfResolver {
  readonly #number = (made += 1);

  @Query(() => Shelf)
  whole(): Shelf {
    return Object.assign(new Shelf(), { books: 3 });
  }

  @Query(() => Shelf)
  plain(): object {
    return { books: 4 };
  }

  @FieldResolver(() => String)
  count(@Root() shelf: Shelf): string {
    return `${shelf.books}, ${shelf.rule}`;
  }

  @FieldResolver(() => String)
  told(@Ctx() { name }: Reader, @Root() { books }: Shelf): string {
    return `${name}: ${books}`;
  }

  @FieldResolver(() => String)
  place(@Info() { fieldName }: GraphQLResolveInfo, @Ctx() { name }: Reader, @Root() { books }: Shelf): string {
    return `${fieldName} ${name} ${books}`;
  }

  @FieldResolver(() => Int)
  resolver(): number {
    return this.#number;
  }

  @FieldResolver(() => Int)
  times(@Root() { books }: Shelf, @Arg('factor', () => Int) factor: number): number {
    return books * factor;
  }

  @FieldResolver(() => String)
  owner(@Ctx('name') name: string, @Root('books') books: number): string {
    return `${name} ${books}`;
  }

  @FieldResolver(() => String)
  @UseMiddleware(stamp)
  card(@Root() { books }: Shelf): string {
    return `card ${books}`;
  }

  @FieldResolver(() => String, { nullable: true })
  lost(@Root() { books }: Shelf): string {
    throw new Error(`${books} are lost`);
  }
}

/** Says of a field what another said before. */
@Resolver(() => Shelf)
class LaterResolver {
  @FieldResolver(() => String)
  count(): string {
    return 'later';
  }
}

let schema: GraphQLSchema;
beforeAll(async () => {
  const module = defineSubgraph({
    name: 'shelves',
    version: '1.0.0',
    title: { zh: '书架', en: 'Shelves' },
    entities: [],
    resolvers: [ShelfResolver, LaterResolver],
    migrations: [],
    policies: [],
  });
  ({ schema } = await buildSubgraph(module));
});

async function ask(source: string): Promise<unknown> {
  const { data, errors } = await graphql({ schema, source, contextValue: { name: 'Wang' } });
  return { ...(data?.['shelf'] as object), errors: errors?.map(({ message }) => message) };
}

test('A field resolver is given the object, the context and the information by the places of its parameters.', async () => {
  expect(await ask('{ shelf: whole { count told place } }')).toEqual({
    count: '3, no more than 3',
    told: 'Wang: 3',
    place: 'place Wang 3',
  });
});

test('Of two methods for one field the first counts, as TypeGraphQL has it.', async () => {
  expect(await ask('{ shelf: whole { count } }')).toEqual({ count: '3, no more than 3' });
});

test('A getter is read of an object of its class; of a plain one, with a middleware or for a function TypeGraphQL does it.', async () => {
  expect(await ask('{ shelf: whole { rule called label } }')).toEqual({
    rule: 'no more than 3',
    called: 'called of 3',
    label: 'label 3, stamped',
  });
  expect(await ask('{ shelf: plain { rule called label } }')).toEqual({
    rule: 'no more than 4',
    called: 'called of 4',
    label: 'label 4, stamped',
  });
});

test('Arguments, named parts and middlewares stay.', async () => {
  expect(await ask('{ shelf: whole { times(factor: 5) owner card } }')).toEqual({
    times: 15,
    owner: 'Wang 3',
    card: 'card 3, stamped',
  });
});

test('One object of the class serves all fields and requests.', async () => {
  await ask('{ shelf: whole { resolver } }');
  expect(await ask('{ shelf: whole { resolver again: resolver } }')).toEqual({ resolver: 1, again: 1 });
});

test('What it throws stands at the field.', async () => {
  expect(await ask('{ shelf: whole { lost } }')).toEqual({ lost: null, errors: ['3 are lost'] });
});
