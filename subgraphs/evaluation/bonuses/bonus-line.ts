import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';
import { Decimal } from '../../../kit/module/scalars.js';

/** One person's share of a cycle's bonus (EV-08). Invariant: the shares of a cycle sum to its pool. */
@Entity({ schema: 'evaluation', tableName: 'bonus_lines' })
@ObjectType({ description: '绩效奖金:一人一次考评所得(EV-08)。 One person’s share of a cycle’s bonus.' })
@Directive('@key(fields: "id")')
export class BonusLine {
  @IdColumn()
  id!: string;

  @Property({ type: 'uuid' })
  cycleId!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'string', columnType: 'numeric' })
  @Field(() => Decimal, { description: '奖金系数。 Coefficient.' })
  coefficient!: string;

  @Property({ type: 'string', columnType: 'numeric' })
  amount!: string;

  /** Where the money comes from. */
  @Property({ type: 'text' })
  @Field(() => String, { description: '资金来源。 Where the money comes from.' })
  fundedBy!: string;
}
