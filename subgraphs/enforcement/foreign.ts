import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** authority's region, to which this subgraph adds its enforcement teams. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Region {
  @Field(() => ID)
  code!: string;
}

/** authority's organisation, which a team belongs to. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Organization {
  @Field(() => ID)
  code!: string;
}

/** authority's staff member, to whom this subgraph adds the enforcement certificates and the open cases. */
@ObjectType()
@Directive('@key(fields: "number")')
export class StaffMember {
  @Field(() => ID)
  number!: string;
}

/** grid's grid, to which this subgraph adds the premises in it. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Grid {
  @Field(() => ID)
  code!: string;
}

/** authority's power item, to which this subgraph adds the cases under it. */
@ObjectType()
@Directive('@key(fields: "code")')
export class PowerItem {
  @Field(() => ID)
  code!: string;
}

/** dispatch's event, to which this subgraph adds the cases that grew out of it. */
@ObjectType()
@Directive('@key(fields: "eventNo")')
export class Event {
  @Field(() => ID)
  eventNo!: string;
}
