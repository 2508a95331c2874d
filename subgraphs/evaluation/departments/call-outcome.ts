import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How a town's call to a department ended, as dispatch said it (DI-10). Invariant: one for each call. */
@Entity({ schema: 'evaluation', tableName: 'call_outcomes' })
export class CallOutcome {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  callNo!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  departmentCode!: string;

  /** 1 to 5; null where the town did not rate in time. */
  @Property({ type: 'integer', nullable: true })
  rating!: number | null;

  /** How often it had to be handled. */
  @Property({ type: 'integer' })
  rounds!: number;

  @Property({ type: 'timestamptz' })
  closedAt!: Date;
}
