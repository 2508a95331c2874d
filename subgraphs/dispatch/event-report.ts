import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { DateTime } from '../../kit/module/scalars.js';
import { EventSource } from './event-vocabulary.js';

/** One report of an event: a merged event has several, and each reporter is answered. `externalRef` is unique per source. */
@Entity({ schema: 'dispatch', tableName: 'event_reports' })
@ObjectType({ description: '一次上报:事件合并后各报各答。 One report of an event; each reporter is answered.' })
@Directive('@key(fields: "id")')
export class EventReport {
  @IdColumn()
  id!: string;

  /** The event that it made. */
  @Property({ type: 'uuid' })
  eventId!: string;

  /** That of the event. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  @Field(() => EventSource, { description: '来源。 Where it came from.' })
  source!: EventSource;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '来源系统的工单号。 The source’s own number.' })
  externalRef!: string | null;

  @Property({ type: 'text', nullable: true })
  reporterNumber!: string | null;

  @Property({ type: 'text', nullable: true })
  reporterSubject!: string | null;

  /** Personal; the graph shows it masked. */
  @Property({ type: 'text', nullable: true })
  nameOfReporter!: string | null;

  /** Personal; the graph shows it masked. */
  @Property({ type: 'text', nullable: true })
  phoneOfReporter!: string | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '上报时间。 When it was reported.' })
  reportedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: '答复时间。 When the reporter was answered.' })
  answeredAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '答复内容。 What the reporter was told.' })
  answer!: string | null;
}
