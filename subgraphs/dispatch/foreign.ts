import { ForeignType } from '../../kit/module/foreign-type.js';

/** authority's region, to which this subgraph adds its command centre and its events in figures. */
@ForeignType('code')
export class Region {
  code!: string;
}

/** authority's organisation, which a command centre is, or which has a part in an event. */
@ForeignType('code')
export class Organization {
  code!: string;
}

/** authority's staff member, who directs a centre, reports, handles or verifies; this subgraph adds the inbox. */
@ForeignType('number')
export class StaffMember {
  number!: string;
}

/** authority's territorial duty, to which this subgraph adds the categories of events that fall under it. */
@ForeignType('code')
export class TerritorialDuty {
  code!: string;
}

/** grid's grid, in which an event lies; this subgraph adds its events. */
@ForeignType('code')
export class Grid {
  code!: string;
}

/** The stub of an organisation; null without a code. */
export function organizationOf(code: string | null): Organization | null {
  return code === null ? null : Object.assign(new Organization(), { code });
}

/** The stub of a member of staff; null without a number. */
export function memberOf(number: string | null): StaffMember | null {
  return number === null ? null : Object.assign(new StaffMember(), { number });
}
