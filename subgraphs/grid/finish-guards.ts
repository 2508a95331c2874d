import type { Guard } from '../../kit/workflow/workflow.js';
import type { PatrolTask, TrackPoint } from './patrol-task.js';

/** What the officer hands in at the end: an answer to each entry of the checklist, and the way that was taken. */
export interface PatrolReport {
  readonly answers: readonly string[];
  readonly track: readonly TrackPoint[];
}

type FinishGuard = Guard<PatrolTask, PatrolReport>;

const longestAnswer = 500;
const mostPoints = 5_000;
const source = { zh: '清单管理、定位管理、节点管理(GR-07)', en: 'Lists, location and nodes (GR-07)' };

function missingNodes({ nodes, checkIns }: PatrolTask): string[] {
  const checked = new Set(checkIns.map(({ node }) => node));
  return nodes.filter(({ sequence, required }) => required && !checked.has(sequence)).map(({ name }) => name);
}

const nodesChecked: FinishGuard = {
  reason: 'NODES_MISSING',
  code: 'CONFLICT',
  source,
  sentence: (task) => ({
    zh: `尚未打卡的必到节点:${missingNodes(task).join('、')}。`,
    en: `Required nodes without a check-in: ${missingNodes(task).join(', ')}.`,
  }),
  holds: (task) => missingNodes(task).length === 0,
};

const answered: FinishGuard = {
  reason: 'ANSWERS_MISSING',
  code: 'INVALID',
  source,
  sentence: ({ checklist }, { input }) => ({
    zh: `清单有 ${checklist.length} 项,须逐项答复(每项 1—${longestAnswer} 字),收到 ${input.answers.length} 项。`,
    en: `The list has ${checklist.length} entries, each to be answered in 1 to ${longestAnswer} characters; got ${input.answers.length} answers.`,
  }),
  holds: ({ checklist }, { input: { answers } }) =>
    answers.length === checklist.length &&
    answers.every((answer) => answer.trim() !== '' && answer.length <= longestAnswer),
};

const trackInOrder: FinishGuard = {
  reason: 'TRACK_INVALID',
  code: 'INVALID',
  source,
  sentence: (_task, { input }) => ({
    zh: `轨迹须为至多 ${mostPoints} 个按时间先后、在下发之后和此刻之前的点,收到 ${input.track.length} 个。`,
    en: `A track has up to ${mostPoints} points in the order of their times, after the issue and before now; got ${input.track.length}.`,
  }),
  holds: ({ issuedAt }, { input: { track }, now }) => {
    const times = [issuedAt?.getTime() ?? 0, ...track.map(({ at }) => Date.parse(at)), now.getTime()];
    const inOrder = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
    const onEarth = track.every(({ longitude, latitude }) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90);
    return track.length <= mostPoints && inOrder && onEarth;
  },
};

/** What finishing a patrol needs. */
export const finishGuards: readonly FinishGuard[] = [nodesChecked, answered, trackInOrder];
