import { ForeignType } from '../../kit/module/foreign-type.js';

/** authority's region, to which this subgraph adds its enforcement teams. */
@ForeignType('code')
export class Region {
  code!: string;
}

/** authority's organisation, which a team belongs to. */
@ForeignType('code')
export class Organization {
  code!: string;
}

/** authority's staff member, to whom this subgraph adds the enforcement certificates and the open cases. */
@ForeignType('number')
export class StaffMember {
  number!: string;
}

/** grid's grid, to which this subgraph adds the premises in it. */
@ForeignType('code')
export class Grid {
  code!: string;
}

/** authority's power item, to which this subgraph adds the cases under it. */
@ForeignType('code')
export class PowerItem {
  code!: string;
}

/** dispatch's event, to which this subgraph adds the cases that grew out of it. */
@ForeignType('eventNo')
export class Event {
  eventNo!: string;
}
