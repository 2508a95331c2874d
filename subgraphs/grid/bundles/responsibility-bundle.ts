import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';

/**
 * For which days village cadres answer for a grid together with its officers and the village's team (GR-11). Invariant: one
 * bundle a grid at a time. `regionCode` is the town that runs the grid.
 */
@Entity({ schema: 'grid', tableName: 'responsibility_bundles' })
@ObjectType({
  description: '网格工作责任捆绑:村社区干部、组团成员与网格人员共担(GR-11)。 Who answers for a grid together.',
})
@Directive('@key(fields: "id")')
export class ResponsibilityBundle {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  gridCode!: string;

  /** Village cadres; who serves in the grid and in its team is bundled besides. */
  @Property({ type: 'text[]' })
  cadreNumbers!: string[];

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '开始日期。 First day.' })
  startsOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '结束日期(含当日)。 Last day.' })
  endsOn!: string | null;
}

/** The bundle of some that covers a day. */
export function bundleOn(bundles: readonly ResponsibilityBundle[], day: string): ResponsibilityBundle | undefined {
  return bundles.find(({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || day <= endsOn));
}
