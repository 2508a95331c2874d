import { countyDispatchers } from '../event-roles.js';

/** Who may be called out, at any of the four levels. */
export const responders = [
  'department_handler',
  'bureau_head',
  'town_leader',
  'town_dispatcher',
  'enforcement_officer',
  'grid_officer',
] as const;

/** Who may be the commander of an order, beside the county’s centre. */
export const commanders = [...countyDispatchers, 'town_leader', 'bureau_head', 'department_handler'] as const;

/** Who may be in the group of an order. */
export const groupRoles = [...countyDispatchers, ...responders] as const;
