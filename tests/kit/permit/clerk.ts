import type { Caller } from '../../../kit/identity/caller.js';

/** A person who holds every role of the permits' table, over the whole county. */
export const clerk: Caller = {
  kind: 'person',
  subject: '00000000-0000-4000-8000-000000000001',
  name: '甲',
  client: 'yimen-cli',
  grants: new Set(['citizen', 'grid_admin', 'department_officer', 'evaluator'].map((role) => `realm:${role}`)),
  scopes: new Set(),
  regions: ['320281'],
  organizations: [],
  staffNumber: null,
};
