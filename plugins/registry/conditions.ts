import { answersFor, type Caller } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';
import type { SubgraphVersion } from './subgraph-version.js';

/** Where the registry's rules stand. */
export const source = { zh: '子图登记与审批(DOCKING)', en: 'Registering and approving subgraphs (DOCKING)' };

/** Stands for whoever approves where no other department has to. */
const registry = 'registry';

/** Who has to approve a version: each department whose types it changes, or else the registry. */
export function partiesOf({ owners }: SubgraphVersion): readonly string[] {
  return owners.length > 0 ? owners : [registry];
}

/** For which of those a caller may approve; undefined for none. One that has approved already comes last. */
export function partyFor(row: SubgraphVersion, { organizations }: Caller): string | undefined {
  const mine = partiesOf(row).filter((party) => party === registry || organizations.includes(party));
  return mine.find((party) => !(party in row.course.answers)) ?? mine[0];
}

/** A register is that of one county. */
export const inCounty: Condition<SubgraphVersion> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该子图不属于您负责的县。', en: 'The subgraph is in another county’s register.' },
  source,
  holds: ({ regionCode }, { caller }) => answersFor(caller, regionCode),
};

/** Two see it: whoever published does not approve. */
export const notPublisher: Condition<SubgraphVersion> = {
  reason: 'PUBLISHER_IS_APPROVER',
  code: 'CONFLICT',
  sentence: { zh: '发布人不得审批自己发布的版本。', en: 'Whoever published a version does not approve it.' },
  source,
  holds: ({ publishedBy }, { caller }) => publishedBy !== caller.subject,
};

/** Who owns the types that are changed decides. */
export const forOwner: Condition<SubgraphVersion> = {
  reason: 'OWNER_APPROVES',
  code: 'FORBIDDEN',
  sentence: {
    zh: '该版本改动其他部门的类型,须由那些部门的审批人同意,见 owners。',
    en: 'The version changes types of other departments, whose approvers decide; see owners.',
  },
  source,
  holds: (row, { caller }) => partyFor(row, caller) !== undefined,
};

/** Whether a caller deals with what a department serves: its own publishers, and approvers and administrators of the registry. */
export function dealsWith({ grants, organizations }: Caller, organizationCode: string): boolean {
  return (
    organizations.includes(organizationCode) ||
    grants.has('realm:registry-approver') ||
    grants.has('realm:registry-admin')
  );
}

/** A department's publishers deal with its own; approvers and administrators of the registry with all. */
export const ofOwnDepartment: Condition<SubgraphVersion> = {
  reason: 'NOT_SUBGRAPH_OWNER',
  code: 'FORBIDDEN',
  sentence: { zh: '该子图由其他部门登记。', en: 'The subgraph is that of another department.' },
  source,
  holds: ({ organizationCode }, { caller }) => dealsWith(caller, organizationCode),
};
