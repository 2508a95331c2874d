import { Field } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';

/** One of the hundred items of S3, which follow from their number. */
@ForeignType('id')
export class Item {
  id!: string;

  @Field(() => String, { nullable: true })
  get name(): string {
    return `Item number ${this.id.slice(1)}`;
  }
}

/** All of them. */
export const items = Array.from({ length: 100 }, (_, number) => Object.assign(new Item(), { id: `i${number}` }));
