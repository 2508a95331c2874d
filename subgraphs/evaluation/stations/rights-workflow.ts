import { v7 as uuid } from 'uuid';
import type { Condition } from '../../../kit/identity/policy.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { moveInside } from '../../../kit/workflow/move.js';
import { defineWorkflow, type Effect, type Guard, type Transition } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { inTerritory } from '../conditions.js';
import { everywhere } from '../everywhere.js';
import { lockWorkflow } from './lock-workflow.js';
import { Promotion } from './promotion.js';
import { RightsAction } from './rights-action.js';
import { ofDepartment, ofTown, rightsSource as source } from './station-conditions.js';
import { StationLock } from './station-lock.js';
import { stationSettings } from './station-settings.js';
import { LockState, RightsActionState, StationMatter } from './station-vocabulary.js';

/** An answer or a decision in words. */
interface InWords {
  readonly words: string;
}

/** What each verb of a right is sent. */
interface RightsInputs {
  readonly assignStationedStaff: object;
  readonly gradeStationedStaff: object;
  readonly nominateStationedStaff: object;
  readonly promoteNominee: InWords;
  readonly declineNomination: InWords;
  readonly proposeStationChange: object;
  readonly consentStationChange: InWords;
  readonly vetoStationChange: InWords;
  readonly lapseStationChange: object;
  readonly executeStationChange: InWords;
}

const { PROPOSED, TOWN_ASKED, CONSENTED, VETOED, LAPSED, EXECUTED, DECLINED } = RightsActionState;
const town = ['town_leader'];
const department = ['department_handler'];

const notVetoed: Condition<RightsAction> = {
  reason: 'VETOED',
  code: 'CONFLICT',
  sentence: { zh: '乡镇已行使反向否决权,不得执行。', en: 'The town has vetoed it, so it is not done.' },
  source,
  holds: ({ state }) => state !== VETOED,
};

/** 反向否决权: silence of the town is no consent. */
const townConsents: Condition<RightsAction> = {
  reason: 'TOWN_CONSENT_MISSING',
  code: 'CONFLICT',
  sentence: {
    zh: '乡镇未同意(未答复不视为同意),不得执行。',
    en: 'The town has not consented, and silence is not consent.',
  },
  source,
  holds: ({ state }) => state === CONSENTED,
};

/** 考核管理权: what the town has graded nobody grades again. */
const gradedOnce: Guard<RightsAction, object> = {
  reason: 'GRADE_FINAL',
  code: 'CONFLICT',
  sentence: ({ staffNumber, period }) => ({
    zh: `${staffNumber} ${period ?? ''} 的考核等次已由乡镇确定。`,
    en: `The town has given ${staffNumber} the grade of ${period ?? ''}, which is final.`,
  }),
  source,
  holds: async ({ staffNumber, period }, { context: { session } }) => {
    const same = { staffNumber, period, matter: StationMatter.GRADE };
    return (await session.manager.count(RightsAction, same, everywhere)) === 0;
  },
};

const said = written<RightsAction, InWords>({ zh: '意见', en: 'The answer' }, 1000, source, ({ words }) => words);

const keepWords: Effect<RightsAction, InWords> = {
  title: { zh: '记录意见', en: 'the answer is kept' },
  apply: (row, { input }) => {
    row.answer = input.words.trim();
  },
};

const promote: Effect<RightsAction, InWords> = {
  title: { zh: '形成提拔记录,载明提名的乡镇', en: 'the promotion is kept, with the town that nominated' },
  apply: (row, moment) => {
    row.answer = moment.input.words.trim();
    const { regionCode, staffNumber, townCode, content: position } = row;
    const promotedOn = dayOf(moment.now);
    const promotion = { id: uuid(), regionCode, staffNumber, townCode, position, promotedOn };
    moment.context.session.manager.persist(Object.assign(new Promotion(), promotion));
  },
};

const unlock: Effect<RightsAction, InWords> = {
  title: { zh: '乡镇同意的,相应解除锁定', en: 'what the town consented to is unlocked' },
  apply: async (row, { input, context }) => {
    row.answer = input.words.trim();
    const { agencyCode, matter, staffNumber, headcount } = row;
    const found = await context.session.manager.findOne(
      StationLock,
      { agencyCode, state: LockState.LOCKED },
      everywhere,
    );
    const opens = [StationMatter.TRANSFER, StationMatter.HEADCOUNT].includes(matter);
    if (found && opens) await moveInside(lockWorkflow, 'releaseByTown', found.id, context, { staffNumber, headcount });
  },
};

const spoken = (_row: RightsAction, { input }: { readonly input: InWords }) => ({ comment: input.words.trim() });

/** What a town does by its own right, and is done at once. */
function ownRight(
  zh: string,
  en: string,
  guards: readonly Guard<RightsAction, object>[] = [],
): Transition<RightsAction, object> {
  return {
    title: { zh, en },
    from: [],
    to: EXECUTED,
    by: town,
    source,
    conditions: [ofTown],
    guards,
    entry: ({ content, staffNumber, grade }) => ({ comment: content, values: { staff: staffNumber, grade } }),
  };
}

/** SM13: the four rights, each by its own way. */
export const rightsWorkflow = defineWorkflow<RightsAction, RightsInputs>({
  module: 'evaluation',
  name: 'rights-action',
  title: { zh: '四权管理', en: 'The four rights' },
  source,
  entity: RightsAction,
  states: {
    PROPOSED: { title: { zh: '已提名', en: 'nominated' } },
    TOWN_ASKED: {
      title: { zh: '征求乡镇意见', en: 'the town is asked' },
      deadline: {
        name: 'veto',
        title: { zh: '乡镇答复', en: 'The town answers' },
        length: stationSettings.veto,
        then: 'lapseStationChange',
      },
    },
    CONSENTED: { title: { zh: '乡镇已同意', en: 'consented' } },
    VETOED: { title: { zh: '乡镇已否决', en: 'vetoed' } },
    LAPSED: { title: { zh: '乡镇逾期未答', en: 'not answered' } },
    EXECUTED: { title: { zh: '已执行', en: 'done' }, final: true },
    DECLINED: { title: { zh: '未采纳', en: 'declined' }, final: true },
  },
  transitions: {
    assignStationedStaff: ownRight('调度派驻干部', 'Direct a stationed cadre'),
    gradeStationedStaff: ownRight('确定派驻干部考核等次', 'Grade a stationed cadre', [gradedOnce]),
    nominateStationedStaff: {
      title: { zh: '推荐提名', en: 'Nominate for promotion' },
      from: [],
      to: PROPOSED,
      by: town,
      source,
      conditions: [ofTown],
      entry: ({ content, staffNumber }) => ({ comment: content, values: { staff: staffNumber } }),
    },
    promoteNominee: {
      title: { zh: '提拔', en: 'Promote' },
      from: [PROPOSED],
      to: EXECUTED,
      by: ['organization_office'],
      source,
      conditions: [inTerritory(source)],
      guards: [said],
      effect: promote,
      entry: spoken,
    },
    declineNomination: {
      title: { zh: '不予采纳', en: 'Decline a nomination' },
      from: [PROPOSED],
      to: DECLINED,
      by: ['organization_office'],
      source,
      conditions: [inTerritory(source)],
      guards: [said],
      effect: keepWords,
      entry: spoken,
    },
    proposeStationChange: {
      title: { zh: '部门提出任免、调离或核减编制', en: 'Propose a change at an agency' },
      from: [],
      to: TOWN_ASKED,
      by: department,
      source,
      conditions: [ofDepartment],
      entry: ({ content, matter, staffNumber, headcount }) => ({
        comment: content,
        values: { matter, staff: staffNumber, headcount },
      }),
    },
    consentStationChange: {
      title: { zh: '同意', en: 'Consent' },
      from: [TOWN_ASKED],
      to: CONSENTED,
      by: town,
      source,
      conditions: [ofTown],
      guards: [said],
      effect: keepWords,
      entry: spoken,
    },
    vetoStationChange: {
      title: { zh: '反向否决', en: 'Veto' },
      from: [TOWN_ASKED],
      to: VETOED,
      by: town,
      source,
      conditions: [ofTown],
      guards: [said],
      effect: keepWords,
      entry: spoken,
    },
    lapseStationChange: {
      title: { zh: '乡镇逾期未答,不视为同意', en: 'The town did not answer: that is no consent' },
      from: [TOWN_ASKED],
      to: LAPSED,
      by: 'system',
      source,
    },
    executeStationChange: {
      title: { zh: '执行', en: 'Carry out' },
      // Whoever tries without the town is told so, and not only the state.
      from: [TOWN_ASKED, CONSENTED, VETOED, LAPSED],
      to: EXECUTED,
      by: department,
      source,
      conditions: [ofDepartment, notVetoed, townConsents],
      guards: [said],
      effect: unlock,
      entry: spoken,
    },
  },
});
