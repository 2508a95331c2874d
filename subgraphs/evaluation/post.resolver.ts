import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import { AllowedAction, allowedActions } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Organization } from './foreign.js';
import { appointToPostPolicy, vacatePostPolicy } from './holdings/appoint-to-post.js';
import { Post } from './post.js';
import { redefinePost, redefinePostPolicy } from './redefine-post.js';

/** One page of posts. */
export const PostConnection = connectionOf(Post, '岗位');

@Resolver(() => Post)
export class PostResolver {
  @Query(() => Post, { nullable: true, description: '按编码取一个岗位。 One post by code.' })
  async post(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '岗位编码。 Code of the post.' }) code: string,
  ): Promise<Post> {
    const post = await context.session.one(Post, 'code', code);
    if (post === null) throw notFound(Post, code);
    return post;
  }

  @Query(() => PostConnection, {
    nullable: true,
    description: '可见范围内的岗位,按编码排序(EV-02)。 Posts that this caller may see, in the order of their codes.',
  })
  posts(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('module', () => String, { nullable: true, description: '模块。 Module.' }) module?: string,
    @Arg('organization', () => ID, { nullable: true, description: '机构编码。 Code of the organisation.' })
    organization?: string,
  ): Promise<Connection<Post>> {
    return page(context, Post, slice, given({ module, organizationCode: organization }), ['code']);
  }

  @Mutation(() => Post, {
    nullable: true,
    description: '调整岗位赋分和层级(EV-02、EV-06)。 Sets a post’s points and tier.',
  })
  redefinePost(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('points', () => Int, { description: '岗位赋分,0—100。 Points, 0 to 100.' }) points: number,
    @Arg('tier', () => Int, { description: '层级,1—5。 Tier, 1 to 5.' }) tier: number,
  ): Promise<Post> {
    return redefinePost(context, { id, version }, { points, tier });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '所在机构。 The organisation that has the post.' })
  organization(@Root() post: Post): Organization {
    return Object.assign(new Organization(), { code: post.organizationCode });
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() post: Post, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions([redefinePostPolicy, appointToPostPolicy, vacatePostPolicy], post, context);
  }
}
