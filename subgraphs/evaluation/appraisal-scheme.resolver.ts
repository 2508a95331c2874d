import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { AppraisalScheme, SchemeKind } from './appraisal-scheme.js';
import { Region } from './foreign.js';
import { SchemeDimension } from './scheme-dimension.js';
import { defineAppraisalScheme } from './schemes/define-appraisal-scheme.js';
import { AppraisalSchemeInput } from './schemes/scheme-input.js';

const AppraisalSchemeConnection = connectionOf(AppraisalScheme, '考评方案');

@Resolver(() => AppraisalScheme)
export class AppraisalSchemeResolver {
  @Query(() => AppraisalScheme, { nullable: true, description: '按编码取一个考评方案。 One appraisal scheme by code.' })
  async appraisalScheme(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '方案编码。 Code of the scheme.' }) code: string,
  ): Promise<AppraisalScheme> {
    const scheme = await context.session.one(AppraisalScheme, 'code', code);
    if (scheme === null) throw notFound(AppraisalScheme, code);
    return scheme;
  }

  @Query(() => AppraisalSchemeConnection, {
    nullable: true,
    description: '考评方案,按编码排序(EV-01)。 Appraisal schemes in the order of their codes.',
  })
  appraisalSchemes(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('kind', () => SchemeKind, { nullable: true, description: '类型。 What it scores.' }) kind?: SchemeKind,
  ): Promise<Connection<AppraisalScheme>> {
    return page(context, AppraisalScheme, slice, given({ kind }), ['code']);
  }

  @Mutation(() => AppraisalScheme, {
    nullable: true,
    description: '制定考评方案的新版本(EV-01、EV-08)。 Makes the next version of a county’s scheme.',
  })
  defineAppraisalScheme(
    @Ctx() context: Context,
    @Arg('scheme', () => AppraisalSchemeInput, { description: '方案。 The scheme.' }) scheme: AppraisalSchemeInput,
  ): Promise<AppraisalScheme> {
    return defineAppraisalScheme(context, scheme);
  }

  @FieldResolver(() => Region, { nullable: true, description: '所属区划。 The county whose scheme it is.' })
  region(@Root() scheme: AppraisalScheme): Region {
    return Object.assign(new Region(), { code: scheme.regionCode });
  }

  @FieldResolver(() => [SchemeDimension], { description: '维度,权重大者在前。 Its dimensions, the heaviest first.' })
  async dimensions(@Root() scheme: AppraisalScheme, @Ctx() { session }: Context): Promise<SchemeDimension[]> {
    const dimensions = await session.many(SchemeDimension, 'schemeCode', scheme.code, ['weight', 'code']);
    return dimensions.toReversed();
  }
}
