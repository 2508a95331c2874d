import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** authority's region, to which this subgraph adds its appraisal schemes. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Region {
  @Field(() => ID)
  code!: string;
}

/** authority's organisation, to which this subgraph adds its posts. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Organization {
  @Field(() => ID)
  code!: string;
}

/** grid's grid, to which this subgraph adds the scheme that scores it. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Grid {
  @Field(() => ID)
  code!: string;
}

/** authority's staff member, to whom this subgraph adds the evidence of the personnel file. */
@ObjectType()
@Directive('@key(fields: "number")')
export class StaffMember {
  @Field(() => ID)
  number!: string;
}

/** dispatch's event, to which this subgraph adds its evidence and its score. */
@ObjectType()
@Directive('@key(fields: "eventNo")')
export class Event {
  @Field(() => ID)
  eventNo!: string;
}
