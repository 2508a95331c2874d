import { Directive, Field, Int } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';
import { rows } from '../../rows.js';

/** products' product, of which this subgraph knows whether it is there and what sending it costs. */
@ForeignType('upc')
export class Product {
  upc!: string;

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  weight?: number;

  @Directive('@external')
  @Field(() => Int, { nullable: true })
  price?: number;

  @Field(() => Boolean, { nullable: true })
  get inStock(): boolean | undefined {
    return rows.inStock[this.upc];
  }
}
