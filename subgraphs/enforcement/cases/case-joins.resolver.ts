import { Args, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { type Connection, PageArguments } from '../../../kit/paging/connection.js';
import { pageWithin } from '../../../kit/paging/page-within.js';
import { Event, PowerItem, StaffMember } from '../foreign.js';
import { Case } from './case.js';
import { CaseState } from './case-states.js';
import { CaseConnection } from './case.resolver.js';

const finished = [CaseState.CLOSED, CaseState.WITHDRAWN, CaseState.NOT_PUNISHED, CaseState.HANDED_OVER];

@Resolver(() => Event)
export class EventResolver {
  @FieldResolver(() => [Case], {
    nullable: true,
    description: '由该事件立的案,按案号。 Cases that grew out of the event, as this caller may see.',
  })
  cases(@Root() { eventNo }: Event, @Ctx() { session }: Context): Promise<Case[]> {
    return session.many(Case, 'eventNo', eventNo, ['caseNo']);
  }
}

@Resolver(() => PowerItem)
export class PowerItemResolver {
  @FieldResolver(() => CaseConnection, {
    nullable: true,
    description: '依该事项办的案,按案号。 Cases under the item, as this caller may see.',
  })
  cases(
    @Root() { code }: PowerItem,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<Case>> {
    return pageWithin(context, Case, slice, code, { column: 'powerItemCode', order: ['caseNo'] });
  }
}

@Resolver(() => StaffMember)
export class CaseloadResolver {
  @FieldResolver(() => Int, { nullable: true, description: '在办案件数。 Open cases on the person’s hands.' })
  @Directive('@requiresScopes(scopes: [["enforcement:read"]])')
  caseload(@Root() { number }: StaffMember, @Ctx() { session }: Context): Promise<number> {
    // Past the filter on purpose: a number tells of no case, and half a load would mislead.
    return session.batch('caseload', number, async (numbers, manager) => {
      const rows = (await manager.execute(
        `select officer, count(*)::int as cases from enforcement.cases, unnest(officer_numbers) officer
         where officer_numbers && (select array_agg(value) from jsonb_array_elements_text(?::jsonb))
           and not state in (select jsonb_array_elements_text(?::jsonb)) group by officer`,
        [JSON.stringify(numbers), JSON.stringify(finished)],
      )) as { officer: string; cases: number }[];
      const loads = new Map(rows.map(({ officer, cases }) => [officer, cases]));
      return numbers.map((each) => loads.get(each) ?? 0);
    });
  }
}
