import { Directive, Field } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';
import { rows } from '../../rows.js';
import { Product } from './product.js';
import { User } from './user.js';

const byId = new Map(rows.reviews.map((row) => [row.id, row]));

/** What somebody says of a product. */
@ForeignType('id')
export class Review {
  id!: string;

  @Field(() => String, { nullable: true })
  get body(): string | undefined {
    return byId.get(this.id)?.body;
  }

  @Field(() => Product, { nullable: true })
  get product(): Product | null {
    const upc = byId.get(this.id)?.upc;
    return upc === undefined ? null : Object.assign(new Product(), { upc });
  }

  /** In S1 one person wrote everything. */
  @Directive('@provides(fields: "username")')
  @Field(() => User, { nullable: true })
  get author(): User {
    return Object.assign(new User(), { id: '1', username: 'urigo' });
  }
}

const reviews = rows.reviews.map(({ id }) => Object.assign(new Review(), { id }));

/** Reviews by the product that they are about. */
export const reviewsByUpc = Map.groupBy(reviews, ({ product }) => product?.upc);

/** The first two, which S1 takes to be everybody's. */
export const firstReviews = reviews.slice(0, 2);
