import { Arg, Args, Ctx, Directive, Query, Resolver } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import type { Context } from '../../kit/module/context.js';
import { AuditEntry } from './audit-entry.js';
import { Purpose } from './purpose.js';

const AuditEntryConnection = connectionOf(AuditEntry, '审计记录');

@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @Query(() => AuditEntryConnection, {
    nullable: true,
    description: '审计记录,按时间。 The audit trail in order of time.',
  })
  @Directive('@requiresScopes(scopes: [["audit:read"]])')
  auditEntries(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('subject', () => String, { nullable: true, description: '账号。 Account.' }) subject?: string,
  ): Promise<Connection<AuditEntry>> {
    return page(context, AuditEntry, slice, subject ? { subject } : {}, ['id']);
  }

  @Query(() => [Purpose], { nullable: true, description: '可申明的目的。 Purposes that may be stated.' })
  purposes(@Ctx() { session }: Context): Promise<Purpose[]> {
    return session.manager.find(Purpose, {}, { orderBy: { code: 'asc' } });
  }
}
