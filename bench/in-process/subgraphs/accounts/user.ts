import { Directive, Field, Int } from 'type-graphql';
import { ForeignType } from '../../../../kit/module/foreign-type.js';
import { rows } from '../../rows.js';

const byId = new Map(rows.users.map((row) => [row.id, row]));

/** A person with an account. */
@ForeignType('id')
export class User {
  id!: string;

  @Field(() => String, { nullable: true })
  get name(): string | undefined {
    return byId.get(this.id)?.name;
  }

  @Directive('@shareable')
  @Field(() => String, { nullable: true })
  get username(): string | undefined {
    return byId.get(this.id)?.username;
  }

  @Field(() => Int, { nullable: true })
  get birthday(): number | undefined {
    return byId.get(this.id)?.birthday;
  }
}

/** Everybody who has an account. */
export const users = rows.users.map(({ id }) => Object.assign(new User(), { id }));
