import { modulesFound, rolesFound } from '../support/modules.js';

const territories = { county: ['320281'], town: ['320281104'] };

/** An account for each role over the county and over one town, and one without a role. */
export const fuzzAccounts = [
  ...rolesFound.flatMap((role) =>
    Object.entries(territories).map(([where, regions]) => ({ username: `${role}.${where}`, roles: [role], regions })),
  ),
  { username: 'nobody', roles: [] },
];

const plainRoles = modulesFound.flatMap(({ roles }) =>
  (roles ?? []).filter(({ scopes }) => scopes.includes('pii:plain')).map(({ name }) => name),
);

/** Those of them that may read personal values in plain for a purpose. */
export const plainReaders: ReadonlySet<string> = new Set(
  fuzzAccounts.filter(({ roles }) => roles.some((role) => plainRoles.includes(role))).map(({ username }) => username),
);
