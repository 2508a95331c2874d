import { Arg, ID, Query, Resolver } from 'type-graphql';
import { User, users } from './user.js';

/** The ways to people. */
@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true })
  me(): User | undefined {
    return users[0];
  }

  @Query(() => User, { nullable: true })
  user(@Arg('id', () => ID) id: string): User | undefined {
    return users.find((user) => user.id === id);
  }

  @Query(() => [User], { nullable: 'itemsAndList' })
  users(): readonly User[] {
    return users;
  }
}
