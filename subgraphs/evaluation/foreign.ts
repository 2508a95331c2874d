import { Directive, Field } from 'type-graphql';
import { ForeignType } from '../../kit/module/foreign-type.js';

/** authority's region, to which this subgraph adds its appraisal schemes. */
@ForeignType('code')
export class Region {
  code!: string;
}

/** authority's organisation, to which this subgraph adds its posts. */
@ForeignType('code')
export class Organization {
  code!: string;
}

/** grid's grid, to which this subgraph adds the scheme that scores it. */
@ForeignType('code')
export class Grid {
  code!: string;
}

/** authority's staff member, to whom this subgraph adds the evidence of the personnel file. */
@ForeignType('number')
export class StaffMember {
  number!: string;

  @Field(() => Boolean)
  @Directive('@external')
  stationed!: boolean;

  @Field(() => Organization, { nullable: true })
  @Directive('@external')
  establishmentOrganization!: Organization | null;

  @Field(() => Organization, { nullable: true })
  @Directive('@external')
  workingOrganization!: Organization | null;
}

/** dispatch's event, to which this subgraph adds its evidence and its score. */
@ForeignType('eventNo')
export class Event {
  eventNo!: string;
}
