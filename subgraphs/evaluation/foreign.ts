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
