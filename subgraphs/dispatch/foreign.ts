import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** authority's region, to which this subgraph adds its command centre. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Region {
  @Field(() => ID)
  code!: string;
}

/** authority's organisation, which a command centre is. */
@ObjectType()
@Directive('@key(fields: "code")')
export class Organization {
  @Field(() => ID)
  code!: string;
}

/** authority's staff member, who directs a command centre. */
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
