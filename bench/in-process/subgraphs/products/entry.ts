import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { rows } from '../../rows.js';

/** How large an entry is. */
@ObjectType()
export class Dims {
  @Field(() => Int, { nullable: true })
  w!: number;

  @Field(() => Int, { nullable: true })
  h!: number;

  @Field(() => Int, { nullable: true })
  d!: number;
}

/** One of the 3,400 entries of S4, which follow from their number. */
@ObjectType()
export class Entry {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  sku!: string;

  @Field(() => String, { nullable: true })
  title!: string;

  @Field(() => String, { nullable: true })
  description!: string;

  @Field(() => Float, { nullable: true })
  price!: number;

  @Field(() => [String], { nullable: true })
  tags!: readonly string[];

  @Field(() => Dims, { nullable: true })
  dims!: Dims;
}

const text = rows.reviews[0]?.body ?? '';

/** All of them. */
export const catalog = Array.from({ length: 3400 }, (_, number): Entry => {
  const skipped = number % 200;
  return Object.assign(new Entry(), {
    id: `e${number}`,
    sku: `SKU-${100_000 + number}`,
    title: `Catalog entry number ${number}`,
    description: text.slice(skipped, skipped + 120),
    price: 10 + number / 4,
    tags: [`tag${number % 7}`, `tag${number % 11}`, 'sale'],
    dims: Object.assign(new Dims(), { w: number % 50, h: number % 70, d: number % 90 }),
  });
});
