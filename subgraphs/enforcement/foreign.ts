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

/** authority's staff member, to whom this subgraph adds the enforcement certificates. */
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
