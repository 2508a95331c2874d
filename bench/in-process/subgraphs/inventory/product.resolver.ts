import { Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Product } from './product.js';

const freeAbove = 1000;

/** What sending a product costs. */
@Resolver(() => Product)
export class ProductResolver {
  @Directive('@requires(fields: "price weight")')
  @FieldResolver(() => Int, { nullable: true })
  shippingEstimate(@Root() { price, weight }: Product): number | null {
    if (price == null) return null;
    if (price > freeAbove) return 0;
    return weight == null ? null : Math.trunc(weight / 2);
  }
}
