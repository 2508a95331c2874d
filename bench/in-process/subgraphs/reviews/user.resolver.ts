import { FieldResolver, Resolver } from 'type-graphql';
import { firstReviews, Review } from './review.js';
import { User } from './user.js';

/** What a person wrote. */
@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => [Review], { nullable: 'itemsAndList' })
  reviews(): readonly Review[] {
    return firstReviews;
  }
}
