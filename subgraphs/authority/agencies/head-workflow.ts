import { notFound } from '../../../kit/data/perform.js';
import type { Caller } from '../../../kit/identity/caller.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { defineWorkflow, type Effect } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { ManagementMode, Organization } from '../organization.js';
import { agencySettings } from './agency-settings.js';
import { HeadAppointment, HeadAppointmentState } from './head-appointment.js';

const source = {
  zh: '属地管理机构负责人任免由乡镇提名,派驻机构负责人任免听取乡镇意见(AU-20)',
  en: 'The town proposes the head of an agency that it manages, and is heard on others’ (AU-20)',
};

type HeadCondition = Condition<HeadAppointment>;

/** What each verb of an appointment is sent. */
interface HeadInputs {
  readonly proposeAgencyHead: object;
  readonly beginAgencyHead: object;
  readonly opineAgencyHead: { readonly agrees: boolean; readonly opinion: string };
  readonly endAgencyHeadHearing: object;
  readonly appointAgencyHead: { readonly decision: string };
  readonly declineAgencyHead: { readonly decision: string };
}

const speaksFor = ({ organizations }: Caller, code: string): boolean => organizations.includes(code);

const ofTown: HeadCondition = {
  reason: 'NOT_TOWN_OF_AGENCY',
  code: 'FORBIDDEN',
  sentence: { zh: '只有机构所在的镇街可以办理。', en: 'Only the town that the agency stands in may do this.' },
  source,
  holds: ({ townCode }, { caller }) => speaksFor(caller, townCode),
};

const ofDepartment: HeadCondition = {
  reason: 'NOT_DEPARTMENT_OF_AGENCY',
  code: 'FORBIDDEN',
  sentence: { zh: '只有机构的主管部门可以办理。', en: 'Only the department of the agency may do this.' },
  source,
  holds: ({ departmentCode }, { caller }) => speaksFor(caller, departmentCode),
};

/** An agency that its town manages gets no head whom the town did not propose, whoever began it and whenever. */
const townProposes: HeadCondition = {
  reason: 'TOWN_PROPOSAL_MISSING',
  code: 'CONFLICT',
  sentence: {
    zh: '该机构实行属地管理,未经镇街提名不得任免负责人。',
    en: 'The town manages the agency, so its head changes on the town’s proposal alone.',
  },
  source,
  holds: async ({ proposedByTown, agencyCode }, { session }) => {
    if (proposedByTown) return true;
    const agency = await session.one(Organization, 'code', agencyCode);
    return agency?.managementMode !== ManagementMode.TERRITORIAL;
  },
};

const decided = written<HeadAppointment, { readonly decision: string }>(
  { zh: '决定', en: 'The decision' },
  1000,
  source,
  ({ decision }) => decision,
);

const keepDecision: Effect<HeadAppointment, { readonly decision: string }> = {
  title: { zh: '记录决定', en: 'the decision is kept' },
  apply: (row, { input }) => {
    row.decision = input.decision.trim();
  },
};

const takeOffice: Effect<HeadAppointment, { readonly decision: string }> = {
  title: { zh: '记录决定,更新机构负责人', en: 'the decision is kept, and the agency’s head changes' },
  apply: async (row, moment) => {
    const { session } = moment.context;
    await keepDecision.apply(row, moment);
    const known = await session.one(Organization, 'code', row.agencyCode);
    const agency = known && (await session.locked(Organization, known.id));
    if (!agency) throw notFound(Organization, row.agencyCode);
    agency.headNumber = row.personNumber;
    agency.version += 1;
  },
};

const department = ['department_handler'];

/** The appointment of an agency's head: the town's proposal, or the department's wish on which the town is heard. */
export const headWorkflow = defineWorkflow<HeadAppointment, HeadInputs>({
  module: 'authority',
  name: 'agency-head',
  title: { zh: '驻镇机构负责人任免', en: 'Head of an agency' },
  source,
  entity: HeadAppointment,
  states: {
    PROPOSED: { title: { zh: '镇街已提名', en: 'proposed by the town' } },
    HEARING: {
      title: { zh: '听取镇街意见', en: 'the town is heard' },
      deadline: {
        name: 'opinion',
        title: { zh: '镇街意见', en: 'The town’s opinion' },
        length: agencySettings.opinion,
        then: 'endAgencyHeadHearing',
      },
    },
    HEARD: { title: { zh: '已听取意见', en: 'the town was heard' } },
    APPOINTED: { title: { zh: '已任免', en: 'decided' }, final: true },
    DECLINED: { title: { zh: '未采纳', en: 'not taken on' }, final: true },
  },
  transitions: {
    proposeAgencyHead: {
      title: { zh: '提名驻镇机构负责人', en: 'Propose an agency’s head' },
      from: [],
      to: HeadAppointmentState.PROPOSED,
      by: ['town_leader'],
      source,
      conditions: [ofTown],
      entry: ({ grounds }) => ({ comment: grounds }),
    },
    beginAgencyHead: {
      title: { zh: '拟任免派驻机构负责人', en: 'Begin to change a stationed agency’s head' },
      from: [],
      to: HeadAppointmentState.HEARING,
      by: department,
      source,
      conditions: [ofDepartment, townProposes],
      entry: ({ grounds }) => ({ comment: grounds }),
    },
    opineAgencyHead: {
      title: { zh: '提出意见', en: 'Say what the town thinks' },
      from: [HeadAppointmentState.HEARING],
      to: HeadAppointmentState.HEARD,
      by: ['town_leader'],
      source,
      conditions: [ofTown],
      guards: [written({ zh: '意见', en: 'The opinion' }, 1000, source, ({ opinion }) => opinion)],
      effect: {
        title: { zh: '记录意见', en: 'the opinion is kept' },
        apply: (row, { input }) => {
          row.agrees = input.agrees;
          row.opinion = input.opinion.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.opinion.trim(), values: { agrees: input.agrees } }),
    },
    endAgencyHeadHearing: {
      title: { zh: '听取意见期满', en: 'The time to be heard is over' },
      from: [HeadAppointmentState.HEARING],
      to: HeadAppointmentState.HEARD,
      by: 'system',
      source,
    },
    appointAgencyHead: {
      title: { zh: '任免', en: 'Appoint or dismiss' },
      from: [HeadAppointmentState.PROPOSED, HeadAppointmentState.HEARD],
      to: HeadAppointmentState.APPOINTED,
      by: department,
      source,
      conditions: [ofDepartment, townProposes],
      guards: [decided],
      effect: takeOffice,
      entry: ({ personNumber }, { input }) => ({ comment: input.decision.trim(), values: { person: personNumber } }),
    },
    declineAgencyHead: {
      title: { zh: '不予采纳', en: 'Decline a proposal' },
      from: [HeadAppointmentState.PROPOSED, HeadAppointmentState.HEARD],
      to: HeadAppointmentState.DECLINED,
      by: department,
      source,
      conditions: [ofDepartment],
      guards: [decided],
      effect: keepDecision,
      entry: (_row, { input }) => ({ comment: input.decision.trim() }),
    },
  },
});
