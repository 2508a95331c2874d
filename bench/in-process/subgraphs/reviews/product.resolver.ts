import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Product } from './product.js';
import { Review, reviewsByUpc } from './review.js';

/** What is said of a product. */
@Resolver(() => Product)
export class ProductResolver {
  @FieldResolver(() => [Review], { nullable: 'itemsAndList' })
  reviews(@Root() { upc }: Product): readonly Review[] {
    return reviewsByUpc.get(upc) ?? [];
  }
}
