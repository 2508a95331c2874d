import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** What is known of one person on one day: there or not, at work or not, and on which post. Invariant: one a day. */
@Entity({ schema: 'evaluation', tableName: 'work_days' })
export class WorkDay {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Goes up when the day is noted again. */
  @Property({ type: 'integer' })
  version!: number;

  @Property({ type: 'text' })
  staffNumber!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'date' })
  day!: string;

  @Property({ type: 'boolean' })
  isPresent!: boolean;

  @Property({ type: 'boolean' })
  hasWorked!: boolean;

  @Property({ type: 'text', nullable: true })
  postCode!: string | null;
}
