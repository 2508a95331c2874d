import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import type { Course, Instance } from '../../../kit/workflow/workflow.js';

/** The states of a permit, so many that each way in which states differ occurs. */
export type PermitState =
  'DRAFT' | 'CONSULTING' | 'REVIEW' | 'SECOND_REVIEW' | 'PAUSED' | 'GRANTED' | 'REFUSED' | 'LAPSED';

/** Leave to open a road, as tests of the engine need it. */
@Entity({ schema: 'permit', tableName: 'permits' })
@ObjectType({ description: '道路开挖许可(测试)。 Leave to open a road.' })
export class Permit implements Instance {
  @IdColumn()
  id!: string;

  @Property({ type: 'integer' })
  version!: number;

  @Property({ type: 'text' })
  @Field(() => String, { description: '状态。 State.' })
  readonly state!: PermitState;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'json' })
  readonly course!: Course;

  /** Who must be asked before it is reviewed. */
  @Property({ type: 'json' })
  departments!: string[];

  /** Metres; more than a hundred need a second review. */
  @Property({ type: 'integer' })
  metres!: number;
}
