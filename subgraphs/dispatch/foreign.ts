import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** authority's region, to which this subgraph adds its command centre and its events in figures. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Region {
  @Field(() => ID)
  code!: string;
}

/** authority's organisation, which a command centre is, or which has a part in an event. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Organization {
  @Field(() => ID)
  code!: string;
}

/** authority's staff member, who directs a centre, reports, handles or verifies; this subgraph adds the inbox. */
@ObjectType()
@Directive('@key(fields: "number")')
export class StaffMember {
  @Field(() => ID)
  number!: string;
}

/** authority's territorial duty, to which this subgraph adds the categories of events that fall under it. */
@ObjectType()
@Directive('@key(fields: "code")')
export class TerritorialDuty {
  @Field(() => ID)
  code!: string;
}

/** grid's grid, in which an event lies; this subgraph adds its events. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Grid {
  @Field(() => ID)
  code!: string;
}
