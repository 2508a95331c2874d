import { findModules } from '../../gateway/modules.js';
import { projectRoot } from '../../gateway/portal.js';
import { buildSubgraph, type BuiltSubgraph } from '../../kit/module/build.js';
import type { Caller } from '../../kit/identity/caller.js';
import type { Module, SubgraphDeclaration } from '../../kit/module/define.js';
import type { TestAccount } from './accounts.js';

/** A module that brings a subgraph. */
export type SubgraphModule = Module & { readonly subgraph: SubgraphDeclaration };

/** Every module of the project, found as the portal finds them. */
export const modulesFound: readonly Module[] = await findModules(projectRoot);

/** Those of them that bring a subgraph. */
export const subgraphsFound: readonly SubgraphModule[] = modulesFound.flatMap((module) =>
  module.subgraph ? [{ ...module, subgraph: module.subgraph }] : [],
);

/** Each of them built, in the same order. */
export const subgraphsBuilt: readonly BuiltSubgraph[] = await Promise.all(subgraphsFound.map(buildSubgraph));

/** The built subgraph of a name. */
export function builtOf(name: string): BuiltSubgraph {
  const built = subgraphsBuilt.find((each) => each.name === name);
  if (!built) throw new Error(`No subgraph is named ${name}.`);
  return built;
}

/** Every role that the modules bring. */
export const rolesFound: readonly string[] = [
  ...new Set(modulesFound.flatMap(({ roles }) => (roles ?? []).map(({ name }) => name))),
];

const heldAlone = new Set(
  modulesFound.flatMap(({ roles }) => (roles ?? []).filter(({ exclusive }) => exclusive).map(({ name }) => name)),
);

/** Accounts over the whole county that together hold every role: `all`, and one for each role that is held alone. */
export const holders: readonly TestAccount[] = [
  { username: 'all', roles: rolesFound.filter((role) => !heldAlone.has(role)), regions: ['320281'] },
  ...[...heldAlone].map((role) => ({ username: role, roles: [role], regions: ['320281'] })),
];

/** Which of them holds a module's roles. */
export function holderFor(name: string): string {
  const roles = modulesFound.find((module) => module.name === name)?.roles ?? [];
  return roles.find((role) => role.exclusive)?.name ?? 'all';
}

/** The graph's scopes that those roles amount to. */
export const scopesFound: readonly string[] = [
  ...new Set(modulesFound.flatMap(({ roles }) => (roles ?? []).flatMap(({ scopes }) => scopes))),
];

/** A person who holds every role over the whole county. */
export const almighty: Caller = {
  kind: 'person',
  subject: '00000000-0000-4000-8000-000000000001',
  name: '甲',
  client: 'yimen-cli',
  grants: new Set(rolesFound.map((role) => `realm:${role}`)),
  scopes: new Set(scopesFound),
  regions: ['320281'],
  organizations: [],
  staffNumber: null,
};
