import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../../kit/data/identity-columns.js';
import { CalendarDate } from '../../../kit/module/scalars.js';

/** A stretch of a road with its chief (路长): the captain of an enforcement team, who answers for order on it (DI-14). */
@Entity({ schema: 'dispatch', tableName: 'road_segments' })
@ObjectType({
  description: '路段及其路长:综合执法中队长任路长,发现一起、处理一起(DI-14)。 A stretch of road, and its chief.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class RoadSegment {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, {
    description: '路段编码:LD、9 位镇街代码、3 位序号。 Code: LD, the town’s nine digits, three more.',
  })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  /** Its course, degrees of CGCS2000. */
  @Property({ type: 'json' })
  line!: readonly (readonly [longitude: number, latitude: number])[];

  @Property({ type: 'text', nullable: true })
  chiefNumber!: string | null;

  /** The enforcement team or bureau that the chief works in. */
  @Property({ type: 'text', nullable: true })
  organizationCode!: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '现任路长任职之日。 Day on which the chief began.' })
  chiefSince!: string | null;
}
