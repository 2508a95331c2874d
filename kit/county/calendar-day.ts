import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { DayKind } from '../time/year-of-days.js';

/** A day that a county works or rests although the weekday or the State Council's notice says otherwise. */
@Entity({ schema: 'kit', tableName: 'calendar_days' })
export class CalendarDay {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  county!: string;

  @Property({ type: 'date' })
  day!: string;

  @Property({ type: 'text' })
  kind!: DayKind;

  @Property({ type: 'text' })
  note!: string;
}
