import { Field, Int } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';
import { rows } from '../../rows.js';

const byUpc = new Map(rows.products.map((row) => [row.upc, row]));

/** What is sold. */
@ForeignType('upc')
export class Product {
  upc!: string;

  @Field(() => String, { nullable: true })
  get name(): string | undefined {
    return byUpc.get(this.upc)?.name;
  }

  @Field(() => Int, { nullable: true })
  get price(): number | undefined {
    return byUpc.get(this.upc)?.price;
  }

  @Field(() => Int, { nullable: true })
  get weight(): number | undefined {
    return byUpc.get(this.upc)?.weight;
  }
}

/** Everything that is sold. */
export const products = rows.products.map(({ upc }) => Object.assign(new Product(), { upc }));
