import type { Condition } from '../../../kit/identity/policy.js';
import { AppraisalCycle } from '../cycles/appraisal-cycle.js';
import { CycleState } from '../cycles/cycle-vocabulary.js';
import type { Scorecard } from './scorecard.js';

/** Where the rules of ratings stand. */
export const ratingSource = {
  zh: '模块评分由模块负责人和模块同事作出,打通业务壁垒实现“块统”(EV-03)',
  en: 'A module’s leader and colleagues rate its members (EV-03)',
};

/** Where the rules of appeals stand. */
export const appealSource = {
  zh: '考评结果公示,本人可以申诉;公示后只因申诉决定更正(EV-01)',
  en: 'Results are shown, and may be appealed against; afterwards only a decision on an appeal changes them (EV-01)',
};

type CardCondition = Condition<Scorecard>;

export const leadsModule: CardCondition = {
  reason: 'NOT_MODULE_LEADER',
  code: 'FORBIDDEN',
  sentence: { zh: '只有该模块的负责人可以评分。', en: 'Only the leader of the person’s own module rates here.' },
  source: ratingSource,
  holds: ({ leaderNumbers }, { caller }) => leaderNumbers.includes(caller.staffNumber ?? ''),
};

export const isColleague: CardCondition = {
  reason: 'NOT_COLLEAGUE',
  code: 'FORBIDDEN',
  sentence: {
    zh: '只有同一模块的同事可以互评,本人除外。',
    en: 'Only colleagues of the same module rate here, and nobody rates oneself.',
  },
  source: ratingSource,
  holds: ({ peerNumbers }, { caller }) => peerNumbers.includes(caller.staffNumber ?? ''),
};

export const notYetRated: CardCondition = {
  reason: 'RATED_ALREADY',
  code: 'CONFLICT',
  sentence: { zh: '您已评过分。', en: 'You have rated already.' },
  source: ratingSource,
  holds: ({ ratings }, { caller }) => !ratings.some(({ raterNumber }) => raterNumber === caller.staffNumber),
};

export const ownCard: CardCondition = {
  reason: 'NOT_OWN_CARD',
  code: 'FORBIDDEN',
  sentence: { zh: '只有本人可以申诉。', en: 'Only the person appeals.' },
  source: appealSource,
  holds: ({ staffNumber }, { caller }) => staffNumber === caller.staffNumber,
};

export const stillShown: CardCondition = {
  reason: 'APPEAL_TIME_OVER',
  code: 'CONFLICT',
  sentence: { zh: '公示期已过,不再受理申诉。', en: 'The results are no longer shown, so it is too late to appeal.' },
  source: appealSource,
  holds: async ({ cycleId }, { session }) =>
    (await session.one(AppraisalCycle, 'id', cycleId))?.state === CycleState.PUBLICISED,
};
