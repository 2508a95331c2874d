import { answersFor } from '../../kit/identity/caller.js';
import type { Condition } from '../../kit/identity/policy.js';
import type { EnforcementTeam } from './enforcement-team.js';

/** A team is led by the bureau of its territory. */
export const withinTerritory: Condition<EnforcementTeam> = {
  reason: 'OUTSIDE_TERRITORY',
  code: 'FORBIDDEN',
  sentence: { zh: '该队伍不在您负责的区域内。', en: 'The team is outside the territory that you answer for.' },
  source: { zh: '一支队伍管执法,属地管理(EN-01)', en: 'One team enforces, led where it stands (EN-01)' },
  holds: (team, { caller }) => answersFor(caller, team.regionCode),
};
