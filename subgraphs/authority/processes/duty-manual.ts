import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';

/** The manual of one duty, beside its process drawing. */
@Entity({ schema: 'authority', tableName: 'duty_manuals' })
@ObjectType({ description: '「说明书」:适用情形、操作要点、所用文书(AU-07)。 The manual of a duty.' })
@Directive('@key(fields: "id")')
export class DutyManual {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  dutyCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '适用情形。 When it applies.' })
  situations!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '操作要点。 What to mind.' })
  points!: string;

  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '所用文书。 Documents that are used.' })
  documents!: string[];
}
