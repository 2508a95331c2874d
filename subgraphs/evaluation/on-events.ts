import { type EventHandler, onEvent } from '../../kit/events/declare-event.js';
import { postScore } from './post-score.js';
import {
  closingFields,
  evaluatedFields,
  factOfFeedback,
  factsOfClosing,
  factsOfRejection,
  factsOfSharing,
  rejectedFields,
  sharedFields,
} from './score-facts.js';
import { writeEvidence } from './write-evidence.js';

/** EV-19: what the ends of events become in the appraisal. */
export const scoreEvents: readonly EventHandler[] = [
  onEvent(
    'EventClosed',
    { zh: '结案事实成为评分依据', en: 'the facts of a closed event become evidence' },
    closingFields,
    async (closed, inside) => {
      await writeEvidence(closed, factsOfClosing(closed.payload), closed.payload.closedAt, inside);
    },
  ),
  onEvent(
    'EventEvaluated',
    { zh: '考核得分入档', en: 'the score is put on file' },
    evaluatedFields,
    async (evaluated, inside) => {
      const { payload } = evaluated;
      const facts = [...factsOfClosing(payload), factOfFeedback(payload)];
      await postScore(payload, await writeEvidence(evaluated, facts, payload.closedAt, inside), inside);
    },
  ),
  onEvent(
    'EventRejected',
    { zh: '误报成为评分依据', en: 'a false report becomes evidence' },
    rejectedFields,
    async (rejected, inside) => {
      await writeEvidence(rejected, factsOfRejection(rejected.payload), rejected.payload.rejectedAt, inside);
    },
  ),
  onEvent(
    'ResponsibilityShared',
    { zh: '责任捆绑人员共担得分', en: 'those who are bundled with a grid share its score' },
    sharedFields,
    async (shared, inside) => {
      await writeEvidence(shared, factsOfSharing(shared.payload), shared.payload.handledAt, inside);
    },
  ),
];
