import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { Case } from './case.js';
import { CaseFile, caseFileOf } from './case-file.js';

@Resolver(() => CaseFile)
export class CaseFileResolver {
  @Query(() => CaseFile, {
    nullable: true,
    description: '案卷(EN-16):每一环节、证据和文书,按序。 The file of a case: every step, evidence and document.',
  })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  async caseFile(
    @Ctx() context: Context,
    @Arg('caseNo', () => ID, { description: '案号。 Number of the case.' }) caseNo: string,
  ): Promise<CaseFile> {
    const row = await context.session.one(Case, 'caseNo', caseNo);
    if (row === null) throw notFound(Case, caseNo);
    return caseFileOf(row, context);
  }
}
