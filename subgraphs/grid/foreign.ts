import { ForeignType } from '../../kit/module/foreign-type.js';

/** authority's region, to which this subgraph adds its grids. */
@ForeignType('code')
export class Region {
  code!: string;
}

/** authority's staff member, to whom this subgraph adds the grid roles. */
@ForeignType('number')
export class StaffMember {
  number!: string;
}

/** dispatch's event, to which a patrol may lead. */
@ForeignType('eventNo')
export class Event {
  eventNo!: string;
}

/** authority's organisation: whose people serve in grids, and whose own grids are merged. */
@ForeignType('code')
export class Organization {
  code!: string;
}
