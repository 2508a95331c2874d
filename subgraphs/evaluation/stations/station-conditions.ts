import type { Condition } from '../../../kit/identity/policy.js';

/** Where the rules of the double lock stand. */
export const lockSource = {
  zh: '对派驻干部实行“双锁定”,即“锁编制”“锁人员”(EV-12)',
  en: 'Stationed cadres are locked twice: their established posts, and they themselves (EV-12)',
};

/** Where the rules of the four rights stand. */
export const rightsSource = {
  zh: '乡镇(街道)对派驻干部的“四权管理”:指挥协调、考核管理、推荐提名、反向否决(EV-13)',
  en: 'A town’s four rights over stationed cadres: to direct, to appraise, to nominate, to veto (EV-13)',
};

interface OfStation {
  readonly townCode: string;
  readonly departmentCode: string;
}

export const ofDepartment: Condition<OfStation> = {
  reason: 'NOT_OWN_AGENCY',
  code: 'FORBIDDEN',
  sentence: { zh: '只有派出该机构的部门可以办理。', en: 'Only the department whose agency it is may do this.' },
  source: rightsSource,
  holds: ({ departmentCode }, { caller }) => caller.organizations.includes(departmentCode),
};

export const ofTown: Condition<OfStation> = {
  reason: 'NOT_STATION_TOWN',
  code: 'FORBIDDEN',
  sentence: { zh: '只有派驻所在的镇街可以办理。', en: 'Only the town in which it is stationed may do this.' },
  source: rightsSource,
  holds: ({ townCode }, { caller }) => caller.organizations.includes(townCode),
};
