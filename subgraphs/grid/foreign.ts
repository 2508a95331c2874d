import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** authority's region, to which this subgraph adds its grids. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Region {
  @Field(() => ID)
  code!: string;
}

/** authority's staff member, to whom this subgraph adds the grid roles. */
@ObjectType()
@Directive('@key(fields: "number")')
export class StaffMember {
  @Field(() => ID)
  number!: string;
}

/** dispatch's event, to which a patrol may lead. */
@ObjectType()
@Directive('@key(fields: "eventNo")')
export class Event {
  @Field(() => ID)
  eventNo!: string;
}
