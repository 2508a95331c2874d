import { Field } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';

const countries = ['DE', 'FR', 'US', 'JP'];

/** Who sells items; the twenty of S3 follow from their number. */
@ForeignType('id')
export class Vendor {
  id!: string;

  @Field(() => String, { nullable: true })
  get name(): string {
    return `Vendor number ${this.id.slice(1)}`;
  }

  @Field(() => String, { nullable: true })
  get country(): string | undefined {
    return countries[Number(this.id.slice(1)) % countries.length];
  }
}
