import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A credit that a service team earned, and that counts for each member alike (EV-04). Invariant: one for each message. */
@Entity({ schema: 'evaluation', tableName: 'team_credits' })
export class TeamCredit {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  teamCode!: string;

  @Property({ type: 'text' })
  teamName!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text[]' })
  memberNumbers!: string[];

  @Property({ type: 'text' })
  reason!: string;

  @Property({ type: 'string', columnType: 'numeric' })
  points!: string;

  @Property({ type: 'timestamptz' })
  creditedAt!: Date;
}
