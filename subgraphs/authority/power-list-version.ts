import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate } from '../../kit/module/scalars.js';

/** One publication of a list. Invariant: at most one version of a list is in force on a day. */
@Entity({ schema: 'authority', tableName: 'power_list_versions' })
@ObjectType({ description: '清单的一个版本,公布后不再更改。 One publication of a list; never changed.' })
@Directive('@key(fields: "id")')
export class PowerListVersion {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  listCode!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '版本号。 Number of the version.' })
  number!: number;

  /** `editionOf` the list and number; its entries carry it. */
  @Property({ type: 'text' })
  edition!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '文号。 Number of the document that published it.' })
  documentNumber!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '公布日期。 Day of publication.' })
  publishedOn!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '生效日期。 First day in force.' })
  effectiveFrom!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '失效日期(含当日)。 Last day in force.' })
  effectiveTo!: string | null;
}

/** One word for a list's version, by which its entries are found. */
export function editionOf(listCode: string, number: number): string {
  return `${listCode}@${number}`;
}
