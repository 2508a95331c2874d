import { metresBetween } from '../../kit/files/photo-place.js';
import type { Effect, Guard, Moment } from '../../kit/workflow/workflow.js';
import type { PatrolPositionInput } from './patrol-input.js';
import type { PatrolNode } from './patrol-node.js';
import type { PatrolTask } from './patrol-task.js';

/** At which node the officer checks in, and where the device says that is. */
export interface CheckInRequest {
  readonly node: number;
  readonly position: PatrolPositionInput;
}

type CheckInGuard = Guard<PatrolTask, CheckInRequest>;

const source = { zh: '定位管理、节点管理(GR-07)', en: 'Location and nodes (GR-07)' };

function nodeOf({ nodes }: PatrolTask, { input }: Moment<CheckInRequest>): PatrolNode | undefined {
  return nodes.find(({ sequence }) => sequence === input.node);
}

/** Whole metres from the node's place; null where the node is a time only. */
function distanceTo({ longitude, latitude }: PatrolNode, position: PatrolPositionInput): number | null {
  if (longitude === null || latitude === null) return null;
  const isOnEarth = Math.abs(position.longitude) <= 180 && Math.abs(position.latitude) <= 90;
  return isOnEarth ? Math.round(metresBetween({ longitude, latitude }, position)) : Number.POSITIVE_INFINITY;
}

const nodeKnown: CheckInGuard = {
  reason: 'NODE_UNKNOWN',
  code: 'NOT_FOUND',
  source,
  sentence: ({ number }, { input }) => ({
    zh: `巡查「${number}」没有第 ${input.node} 个节点。`,
    en: `The patrol "${number}" has no node ${input.node}.`,
  }),
  holds: (task, moment) => nodeOf(task, moment) !== undefined,
};

const notYet: CheckInGuard = {
  reason: 'NODE_CHECKED',
  code: 'CONFLICT',
  source,
  sentence: (_task, { input }) => ({
    zh: `第 ${input.node} 个节点已打卡。`,
    en: `Somebody checked in at node ${input.node} already.`,
  }),
  holds: ({ checkIns }, { input }) => checkIns.every(({ node }) => node !== input.node),
};

const accurate: CheckInGuard = {
  reason: 'POSITION_INACCURATE',
  code: 'INVALID',
  source,
  sentence: (task, moment) => ({
    zh: `定位精度 ${moment.input.position.accuracyMetres} 米,须在 0—${nodeOf(task, moment)?.radiusMetres} 米之间。`,
    en: `The position is accurate to ${moment.input.position.accuracyMetres} m; 0 to ${nodeOf(task, moment)?.radiusMetres} m are needed.`,
  }),
  holds: (task, moment) => {
    const { accuracyMetres } = moment.input.position;
    return accuracyMetres >= 0 && accuracyMetres <= (nodeOf(task, moment)?.radiusMetres ?? 0);
  },
};

const withinRadius: CheckInGuard = {
  reason: 'OUTSIDE_RADIUS',
  code: 'INVALID',
  source,
  sentence: (task, moment) => {
    const node = nodeOf(task, moment);
    const distance = node ? distanceTo(node, moment.input.position) : null;
    return {
      zh: `您距节点「${node?.name}」${distance} 米,须在 ${node?.radiusMetres} 米以内打卡。`,
      en: `You are ${distance} m from the node "${node?.name}"; check in within ${node?.radiusMetres} m.`,
    };
  },
  holds: (task, moment) => {
    const node = nodeOf(task, moment);
    return node !== undefined && (distanceTo(node, moment.input.position) ?? 0) <= node.radiusMetres;
  },
};

/** What a check-in must fulfil: a node of this patrol, the first time, accurately, and near enough. */
export const checkInGuards: readonly CheckInGuard[] = [nodeKnown, notYet, accurate, withinRadius];

/** Notes where and when the officer was at the node, and whether the device called the position made up. */
export const noteCheckIn: Effect<PatrolTask, CheckInRequest> = {
  title: { zh: '记录打卡', en: 'the check-in is noted' },
  apply: (task, moment) => {
    const node = nodeOf(task, moment);
    if (node === undefined) throw new Error(`Node ${moment.input.node} passed the guards.`);
    const { longitude, latitude, accuracyMetres, mockLocation } = moment.input.position;
    const checkIn = {
      node: node.sequence,
      at: moment.now.toISOString(),
      longitude,
      latitude,
      accuracyMetres,
      distanceMetres: distanceTo(node, moment.input.position),
      mockLocation,
      late: node.dueAt !== null && moment.now.getTime() > Date.parse(node.dueAt),
    };
    task.checkIns = [...task.checkIns, checkIn];
    task.startedAt ??= moment.now;
  },
};
