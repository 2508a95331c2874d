import { Directive, Field } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';

/** accounts' user, who wrote reviews. */
@ForeignType('id')
export class User {
  id!: string;

  @Directive('@external')
  @Field(() => String, { nullable: true })
  username?: string;
}
