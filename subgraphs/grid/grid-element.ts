import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { DateTime } from '../../kit/module/scalars.js';
import type { CareCategory } from './care-category.js';

export enum ElementKind {
  PERSON = 'PERSON',
  PLACE = 'PLACE',
  FACILITY = 'FACILITY',
  ORGANIZATION = 'ORGANIZATION',
}
registerEnumType(ElementKind, {
  name: 'ElementKind',
  description: '网格要素:人、地、物、组织;事由事件承载。 What a grid holds; its events are elsewhere.',
  valuesConfig: {
    PERSON: { description: '人:居民。 A resident.' },
    PLACE: { description: '地:楼栋、场地、道路等。 A building, ground or road.' },
    FACILITY: { description: '物:部件、设施。 A public facility.' },
    ORGANIZATION: { description: '组织:企业、社会组织、经营户。 An enterprise, association or trader.' },
  },
});

/**
 * One entry of a basic grid's registry (GR-05). Invariant: what its identifier names stands once in the county's
 * registry. A removed entry keeps its code, and nothing of a person.
 */
@Entity({ schema: 'grid', tableName: 'elements' })
@ObjectType({
  description: '网格要素:三级网格内登记的人、地、物、组织之一。 A resident, place, facility or organisation of a grid.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class GridElement {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '要素编码:网格编码加 R、P、F、O 之一和四位顺序码。 Code of the entry.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => ElementKind, { description: '类型。 Kind.' })
  kind!: ElementKind;

  @Property({ type: 'text' })
  gridCode!: string;

  /** The town that runs the grid; decides who may see the row. */
  @Property({ type: 'text' })
  townCode!: string;

  @Property({ type: 'text' })
  name!: string;

  /** A person's identity number, a place's address code, a facility's component code, an organisation's credit code. */
  @Property({ type: 'text' })
  identifier!: string;

  @Property({ type: 'text', nullable: true })
  address!: string | null;

  @Property({ type: 'double', nullable: true })
  longitude!: number | null;

  @Property({ type: 'double', nullable: true })
  latitude!: number | null;

  @Property({ type: 'text', nullable: true })
  phoneNumber!: string | null;

  @Property({ type: 'text[]' })
  careCategories!: CareCategory[];

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '最近核实时间;空为尚未核实。 When it was last verified.' })
  verifiedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  verifiedBy!: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '注销时间;空为在册。 When it was taken off.' })
  removedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '注销理由。 Why it was taken off.' })
  removalReason!: string | null;
}
