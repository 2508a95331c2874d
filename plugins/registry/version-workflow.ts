import { type Ailment, announceDocking } from '../../kit/docking/dock.js';
import { moveInside } from '../../kit/workflow/move.js';
import { defineWorkflow, type Entry, type Guard, type Moment, type Workflow } from '../../kit/workflow/workflow.js';
import { claimName } from './claim-name.js';
import { forOwner, inCounty, notPublisher, ofOwnDepartment, partiesOf, partyFor, source } from './conditions.js';
import { claimRevision } from './moorings.js';
import { SubgraphVersion } from './subgraph-version.js';
import { VersionState } from './version-state.js';

/** What changes the graph: the revision on which it was tried, and the version that it takes the place of. */
export interface GraphChange {
  readonly revision: number;
  readonly replaces: string | null;
}

/** What the system changes when a version fails soon after its installation: which one, and why it is in quarantine. */
export interface Restoration extends GraphChange {
  readonly ill: number;
  readonly why: Ailment;
}

/** What each verb of a version is sent. */
export interface VersionInputs {
  readonly publishSubgraph: { readonly expectedVersion: number };
  readonly approveVersion: GraphChange;
  readonly rejectVersion: { readonly reason: string };
  readonly rollbackSubgraph: GraphChange;
  readonly retireSubgraph: GraphChange;
  readonly replaceVersion: object;
  readonly restoreVersion: Restoration;
}

const reasonGiven: Guard<SubgraphVersion, { readonly reason: string }> = {
  reason: 'TEXT_LENGTH',
  code: 'INVALID',
  source,
  sentence: (_row, { input }) => ({
    zh: `理由须为 1—500 字,收到 ${input.reason.trim().length} 字。`,
    en: `Rejecting needs a reason of 1 to 500 characters; got ${input.reason.trim().length}.`,
  }),
  holds: (_row, { input }) => input.reason.trim() !== '' && input.reason.trim().length <= 500,
};

const recorded = ({ subgraphName, number, digest, url, identity }: SubgraphVersion): Entry => ({
  values: { subgraph: subgraphName, number, digest, url, identity },
});

/** Whether everybody who has to has approved, once this caller has. */
export function completes(row: SubgraphVersion, answered: Moment<GraphChange>['answers']): boolean {
  return partiesOf(row).every((party) => party in answered);
}

async function takePlace(row: SubgraphVersion, { context, input }: Moment<GraphChange>): Promise<void> {
  const { revision, replaces } = input;
  await claimRevision(context, revision);
  row.tookPlaceOf = replaces;
  if (replaces !== null) await moveInside(versionWorkflow, 'replaceVersion', replaces, context, {});
  await announceDocking(context.session.manager, row.subgraphName);
}

/** The life of a version: published, approved into the graph, kept when another takes its place, restored in one step. */
export const versionWorkflow: Workflow<SubgraphVersion, VersionInputs> = defineWorkflow<SubgraphVersion, VersionInputs>(
  {
    module: 'registry',
    name: 'subgraph-version',
    title: { zh: '子图版本', en: 'Version of a subgraph' },
    source,
    entity: SubgraphVersion,
    states: {
      WAITING: {
        title: { zh: '待审批', en: 'waiting' },
        gathers: {
          title: { zh: '所涉部门的同意', en: 'approvals of the departments whose types it changes' },
          parties: partiesOf,
        },
      },
      INSTALLED: { title: { zh: '在用', en: 'installed' } },
      KEPT: { title: { zh: '留存', en: 'kept' } },
      REJECTED: { title: { zh: '未获批准', en: 'rejected' }, final: true },
    },
    transitions: {
      publishSubgraph: {
        title: { zh: '发布子图', en: 'Publish a subgraph' },
        from: [],
        to: VersionState.WAITING,
        by: ['registry-publisher'],
        source,
        effect: {
          title: { zh: '登记名称并编号', en: 'claims the name and the next number' },
          apply: (row, { context, input }) => claimName(row, input.expectedVersion, context),
        },
        entry: recorded,
      },
      approveVersion: {
        title: { zh: '批准版本', en: 'Approve a version' },
        from: [VersionState.WAITING],
        to: {
          among: [VersionState.WAITING, VersionState.INSTALLED],
          rule: { zh: '须同意的各方都已同意', en: 'installed when all who have to have approved' },
          choose: (row, { answers }) => (completes(row, answers) ? VersionState.INSTALLED : VersionState.WAITING),
        },
        by: ['registry-approver'],
        source,
        conditions: [inCounty, notPublisher, forOwner],
        answers: (row, { context: { caller } }) => ({ party: partyFor(row, caller) ?? '', answer: 'APPROVED' }),
        effect: {
          title: { zh: '装入总图', en: 'becomes part of the graph' },
          apply: (row, moment) => (completes(row, moment.answers) ? takePlace(row, moment) : undefined),
        },
        entry: recorded,
      },
      rejectVersion: {
        title: { zh: '不予批准', en: 'Reject a version' },
        from: [VersionState.WAITING],
        to: VersionState.REJECTED,
        by: ['registry-approver'],
        source,
        conditions: [inCounty],
        guards: [reasonGiven],
        effect: {
          title: { zh: '记下理由', en: 'notes the reason' },
          apply: (row, { input }) => {
            row.reason = input.reason.trim();
          },
        },
        entry: (row, { input }) => ({ ...recorded(row), comment: input.reason.trim() }),
      },
      rollbackSubgraph: {
        title: { zh: '恢复版本', en: 'Bring a kept version back' },
        from: [VersionState.KEPT],
        to: VersionState.INSTALLED,
        by: ['registry-publisher', 'registry-approver', 'registry-admin'],
        source,
        conditions: [inCounty, ofOwnDepartment],
        effect: { title: { zh: '装入总图', en: 'becomes part of the graph' }, apply: takePlace },
        entry: recorded,
      },
      retireSubgraph: {
        title: { zh: '退出总图', en: 'Take a subgraph out' },
        from: [VersionState.INSTALLED],
        to: VersionState.KEPT,
        by: ['registry-publisher', 'registry-admin'],
        source,
        conditions: [inCounty, ofOwnDepartment],
        effect: { title: { zh: '退出总图', en: 'leaves the graph' }, apply: takePlace },
        entry: recorded,
      },
      restoreVersion: {
        title: { zh: '自动恢复上一版本', en: 'Bring the version before back' },
        from: [VersionState.KEPT],
        to: VersionState.INSTALLED,
        by: 'system',
        source,
        effect: { title: { zh: '装入总图', en: 'becomes part of the graph' }, apply: takePlace },
        entry: (row, { input: { ill, why } }) => ({
          ...recorded(row),
          comment: `第 ${ill} 版装入后不久被隔离(${why}),自动恢复本版。`,
        }),
      },
      replaceVersion: {
        title: { zh: '被新版本取代', en: 'Give way to another version' },
        from: [VersionState.INSTALLED],
        to: VersionState.KEPT,
        by: 'system',
        source,
        entry: recorded,
      },
    },
  },
);
