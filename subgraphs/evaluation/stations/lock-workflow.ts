import { declareEvent } from '../../../kit/events/declare-event.js';
import { defineWorkflow, emission, type Guard } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { inTerritory } from '../conditions.js';
import { lockSource, ofDepartment } from './station-conditions.js';
import { StationLock } from './station-lock.js';
import { LockState } from './station-vocabulary.js';

/** How many established posts an agency shall have. */
interface HeadcountChange {
  readonly headcount: number;
  readonly reason: string;
}

/** Who shall leave an agency for which organisation; `toRegion` is where that stands. */
interface Transfer {
  readonly staffNumber: string;
  readonly to: string;
  readonly toRegion: string;
  readonly reason: string;
}

/** What a town lets go: somebody, or posts down to a number. */
interface TownRelease {
  readonly staffNumber: string | null;
  readonly headcount: number | null;
}

/** What each verb of a lock is sent. */
interface LockInputs {
  readonly lockStation: object;
  readonly changeStationHeadcount: HeadcountChange;
  readonly transferStationedStaff: Transfer;
  readonly releaseByTown: TownRelease;
  readonly expireStationLock: object;
}

/** Somebody left an agency in a town for another organisation, with the post. */
export const stationedStaffTransferred = declareEvent(
  'StationedStaffTransferred',
  { zh: '派驻干部已调离', en: 'A stationed cadre was transferred' },
  { staffNumber: 'text', fromCode: 'text', toCode: 'text', toRegionCode: 'text', transferredAt: 'moment' },
);

const mostPosts = 1000;

const reasoned = <Input extends { readonly reason: string }>() =>
  written<StationLock, Input>({ zh: '理由', en: 'The reason' }, 500, lockSource, ({ reason }) => reason);

const keepsEstablishment: Guard<StationLock, HeadcountChange> = {
  reason: 'LOCKED_ESTABLISHMENT',
  code: 'CONFLICT',
  sentence: ({ headcount: now }, { input: { headcount } }) => ({
    zh: `编制已锁定为 ${now} 名,不得减至 ${headcount} 名;须由乡镇行使权力解锁。`,
    en: `${now} established posts are locked and do not become ${headcount}; only the town’s use of its right unlocks them.`,
  }),
  source: lockSource,
  holds: ({ headcount: now }, { input: { headcount } }) => headcount >= now,
};

const headcountFits: Guard<StationLock, HeadcountChange> = {
  reason: 'HEADCOUNT_BOUNDS',
  code: 'INVALID',
  sentence: (_row, { input: { headcount } }) => ({
    zh: `编制数须为 0—${mostPosts},收到 ${headcount}。`,
    en: `Established posts are 0 to ${mostPosts}; got ${headcount}.`,
  }),
  source: lockSource,
  holds: (_row, { input: { headcount } }) => headcount >= 0 && headcount <= mostPosts,
};

const notLocked: Guard<StationLock, Transfer> = {
  reason: 'LOCKED_STAFF',
  code: 'CONFLICT',
  sentence: (_row, { input: { staffNumber } }) => ({
    zh: `${staffNumber.slice(0, 50)} 已锁定,不得调离;须由乡镇行使权力解锁。`,
    en: `${staffNumber.slice(0, 50)} is locked and not transferred; only the town’s use of its right unlocks them.`,
  }),
  source: lockSource,
  holds: ({ staffNumbers }, { input: { staffNumber } }) => !staffNumbers.includes(staffNumber),
};

/** The double lock of an agency: nothing is taken out of it but by the town, until its term is over. */
export const lockWorkflow = defineWorkflow<StationLock, LockInputs>({
  module: 'evaluation',
  name: 'station-lock',
  title: { zh: '双锁定', en: 'A double lock' },
  source: lockSource,
  entity: StationLock,
  states: {
    LOCKED: {
      title: { zh: '锁定中', en: 'locked' },
      deadline: {
        name: 'term',
        title: { zh: '最低服务期', en: 'Least term' },
        length: {
          rule: { zh: '自锁定起的最低服务期', en: 'the least term, from the lock on' },
          of: ({ termMonths }) => ({ amount: termMonths, unit: 'MONTH' }),
        },
        then: 'expireStationLock',
      },
    },
    EXPIRED: { title: { zh: '锁定期满', en: 'expired' }, final: true },
  },
  transitions: {
    lockStation: {
      title: { zh: '锁定派驻机构', en: 'Lock an agency' },
      from: [],
      to: LockState.LOCKED,
      by: ['organization_office'],
      source: lockSource,
      conditions: [inTerritory(lockSource)],
      entry: ({ headcount, staffNumbers }) => ({ values: { headcount, people: staffNumbers.length } }),
    },
    changeStationHeadcount: {
      title: { zh: '调整派驻机构编制', en: 'Change an agency’s established posts' },
      from: [LockState.LOCKED],
      to: LockState.LOCKED,
      by: ['department_handler'],
      source: lockSource,
      conditions: [ofDepartment],
      guards: [reasoned(), headcountFits, keepsEstablishment],
      effect: {
        title: { zh: '编制随之锁定', en: 'what is added is locked too' },
        apply: (row, { input }) => {
          row.headcount = input.headcount;
        },
      },
      entry: (_row, { input: { headcount, reason } }) => ({ comment: reason.trim(), values: { headcount } }),
    },
    transferStationedStaff: {
      title: { zh: '调离派驻干部', en: 'Transfer a stationed cadre' },
      from: [LockState.LOCKED],
      to: LockState.LOCKED,
      by: ['department_handler'],
      source: lockSource,
      conditions: [ofDepartment],
      guards: [reasoned(), notLocked],
      effect: {
        title: { zh: '人员离开锁定名单', en: 'the person leaves the lock' },
        apply: (row, { input: { staffNumber } }) => {
          row.releasedNumbers = row.releasedNumbers.filter((each) => each !== staffNumber);
        },
      },
      entry: (_row, { input: { staffNumber, to, reason } }) => ({
        comment: reason.trim(),
        values: { staff: staffNumber, to },
      }),
      emits: [
        emission(stationedStaffTransferred, ({ agencyCode }, { input: { staffNumber, to, toRegion }, now }) => ({
          staffNumber,
          fromCode: agencyCode,
          toCode: to,
          toRegionCode: toRegion,
          transferredAt: now.toISOString(),
        })),
      ],
    },
    releaseByTown: {
      title: { zh: '乡镇解锁', en: 'The town lets go' },
      from: [LockState.LOCKED],
      to: LockState.LOCKED,
      by: 'system',
      source: lockSource,
      effect: {
        title: { zh: '按乡镇同意的内容解锁', en: 'what the town consented to is unlocked' },
        apply: (row, { input: { staffNumber, headcount } }) => {
          if (headcount !== null) row.headcount = Math.min(row.headcount, headcount);
          if (staffNumber === null || !row.staffNumbers.includes(staffNumber)) return;
          row.staffNumbers = row.staffNumbers.filter((each) => each !== staffNumber);
          row.releasedNumbers = [...row.releasedNumbers, staffNumber];
        },
      },
      entry: (_row, { input: { staffNumber, headcount } }) => ({ values: { staff: staffNumber, headcount } }),
    },
    expireStationLock: {
      title: { zh: '锁定期满', en: 'The term is over' },
      from: [LockState.LOCKED],
      to: LockState.EXPIRED,
      by: 'system',
      source: lockSource,
    },
  },
});
