import { Arg, Int, Query, Resolver } from 'type-graphql';
import { catalog, Entry } from './entry.js';
import { Item, items } from './item.js';
import { Product, products } from './product.js';

/** The ways to products. */
@Resolver(() => Product)
export class ProductResolver {
  @Query(() => [Product], { nullable: 'itemsAndList' })
  topProducts(@Arg('first', () => Int, { nullable: true, defaultValue: 5 }) first: number): readonly Product[] {
    return products.slice(0, first);
  }

  @Query(() => [Item], { nullable: 'itemsAndList' })
  items(@Arg('first', () => Int, { nullable: true, defaultValue: 100 }) first: number): readonly Item[] {
    return items.slice(0, first);
  }

  @Query(() => [Entry], { nullable: 'itemsAndList' })
  catalog(): readonly Entry[] {
    return catalog;
  }
}
