import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

export enum SpecialisedGridState {
  STANDING = 'STANDING',
  OVERLAID = 'OVERLAID',
  MERGED = 'MERGED',
  ENDED = 'ENDED',
}
registerEnumType(SpecialisedGridState, {
  name: 'SpecialisedGridState',
  description: '专科网格的状态(GR-06)。 State of a department’s grid.',
  valuesConfig: {
    STANDING: { description: '单设:有自己的人员和台账。 Stands by itself, with people and books of its own.' },
    OVERLAID: { description: '叠加:用综合网格的人员。 Lies over the one grid and uses its people.' },
    MERGED: { description: '已并入综合网格。 Merged into the one grid.' },
    ENDED: { description: '已撤销。 Given up by its department.' },
  },
});

/**
 * A department's own grid on the ground of a basic grid (GR-06). Invariant: none stands by itself where the basic grid is in
 * service. `regionCode` is the town that runs the basic grid.
 */
@Entity({ schema: 'grid', tableName: 'specialised_grids' })
@ObjectType({
  description: '专科网格:部门在基层设置的条线网格(GR-06)。 A department’s own grid on the ground of a basic grid.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class SpecialisedGrid implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '编码:Z、三级网格编码、3 位顺序号。 Code.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => SpecialisedGridState, { description: '状态。 State.' })
  readonly state!: SpecialisedGridState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  gridCode!: string;

  @Property({ type: 'text' })
  departmentCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '业务条线。 Line of work.' })
  line!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '并入日期。 Day on which it was merged.' })
  mergedOn!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '撤销理由。 Why its department gave it up.' })
  endReason!: string | null;
}
