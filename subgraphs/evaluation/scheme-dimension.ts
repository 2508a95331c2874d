import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { Decimal } from '../../kit/module/scalars.js';

/** One dimension of a scheme. Invariant: the weights of a scheme sum to exactly 1. */
@Entity({ schema: 'evaluation', tableName: 'scheme_dimensions' })
@ObjectType({
  description: '考评维度及其权重;一个方案的权重之和为 1。 A dimension and its weight; a scheme’s weights sum to 1.',
})
@Directive('@key(fields: "id")')
export class SchemeDimension {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  schemeCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '维度编码,在方案内唯一。 Code, unique within the scheme.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  // Numeric without a scale: the weight comes back with the digits that it was given.
  @Property({ type: 'string', columnType: 'numeric' })
  @Field(() => Decimal, { description: '权重,0—1。 Weight from 0 to 1.' })
  weight!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '指标说明。 What is measured.' })
  indicator!: string;
}
