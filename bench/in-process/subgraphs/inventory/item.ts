import { Field, Int } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';
import { Vendor } from './vendor.js';

/** products' item, of which this subgraph knows how many there are and who sells them. */
@ForeignType('id')
export class Item {
  id!: string;

  @Field(() => Int, { nullable: true })
  get stock(): number {
    return (numberOf(this) * 37) % 101;
  }

  @Field(() => Vendor, { nullable: true })
  get vendor(): Vendor {
    return Object.assign(new Vendor(), { id: `v${numberOf(this) % 20}` });
  }
}

function numberOf({ id }: Item): number {
  return Number(id.slice(1));
}
