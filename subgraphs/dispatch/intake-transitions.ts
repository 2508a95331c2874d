import { emission } from '../../kit/workflow/workflow.js';
import { become, locate, merge, receive } from './intake-effects.js';
import { gridKnown, withinTerritory } from './event-conditions.js';
import {
  notInTheFuture,
  patrolHasPhoto,
  placeWithinTerritory,
  reasonGiven,
  ticketWithinTerritory,
  written,
} from './event-guards.js';
import type { Event } from './event.js';
import type { EventTransitions, Reporting } from './event-inputs.js';
import { dispatchers, reporters } from './event-roles.js';
import { EventState as State, externalSources } from './event-vocabulary.js';
import { eventRejected, eventReported } from './events.js';
import { awaitCentre, awaitNext } from './inbox.js';
import { InboxKind } from './inbox-entry.js';
import { intoOpenEvent, notIntoItself } from './merging.js';

const loop = { zh: '汇聚—派分处置—跟踪监督闭环(DI-02)', en: 'Collect, dispatch, track (DI-02)' };
const hub = { zh: '事件统一归集(DI-19)', en: 'One hub for all sources (DI-19)' };

const reportGuards = [
  written('description', { zh: '情况描述', en: 'description' }, 2000),
  written('address', { zh: '地点描述', en: 'address' }, 200, true),
  written('patrolTaskId', { zh: '巡查任务', en: 'patrol task' }, 100, true),
  written('externalRef', { zh: '来源工单号', en: 'source’s number' }, 100, true),
  written('reporterName', { zh: '上报人姓名', en: 'reporter’s name' }, 50, true),
  written('reporterPhone', { zh: '上报人电话', en: 'reporter’s telephone' }, 30, true),
  notInTheFuture,
];

const reported = emission<Event, Reporting, typeof eventReported.fields>(eventReported, (event, { input }) => ({
  eventNo: event.eventNo,
  source: event.source,
  regionCode: event.regionCode,
  gridCode: input.place?.gridCode ?? null,
  reporterNumber: event.reporterNumber,
  patrolTaskId: event.patrolTaskId,
  reportedAt: event.reportedAt.toISOString(),
}));

const receiving = {
  title: { zh: '编号、建档、核对照片位置', en: 'Number it, keep its report, compare where photos were taken' },
  apply: receive,
};

/** From the report until somebody answers for it. */
export const intake: EventTransitions<
  'reportEvent' | 'ingestEvent' | 'resolveGrid' | 'locateEvent' | 'acceptEvent' | 'rejectEvent' | 'mergeEvent'
> = {
  reportEvent: {
    title: { zh: '上报事件', en: 'Report an event' },
    from: [],
    to: State.REPORTED,
    by: reporters,
    source: loop,
    guards: [...reportGuards, patrolHasPhoto],
    effect: receiving,
    step: 'CLOUD',
    entry: ({ source }) => ({ values: { source } }),
    emits: [reported],
  },
  ingestEvent: {
    title: { zh: '接入外部工单', en: 'Ingest a ticket' },
    from: [],
    to: State.REPORTED,
    by: ['event_intake'],
    source: hub,
    guards: [
      {
        reason: 'SOURCE_NOT_EXTERNAL',
        code: 'INVALID',
        source: hub,
        sentence: ({ source }) => ({
          zh: `来源 ${source} 不由系统接入:${externalSources.join('、')}。`,
          en: `The source ${source} is none that systems pass on: ${externalSources.join(', ')}.`,
        }),
        holds: ({ source }) => externalSources.includes(source),
      },
      ticketWithinTerritory,
      ...reportGuards,
    ],
    effect: receiving,
    step: 'CLOUD',
    entry: ({ source }, { input: { externalRef, reporterName, reporterPhone } }) => ({
      values: { source, externalRef },
      personal: {
        ...(reporterName === null ? {} : { reporterName }),
        ...(reporterPhone === null ? {} : { reporterPhone }),
      },
    }),
    emits: [reported],
  },
  resolveGrid: {
    title: { zh: '落到网格', en: 'Resolve the grid' },
    from: [State.REPORTED],
    to: State.REPORTED,
    by: 'system',
    source: { zh: '九步流程:地上有格(DI-01)', en: 'Nine steps: the ground has a grid (DI-01)' },
    effect: { title: { zh: '记下网格和镇街', en: 'Note the grid and the town' }, apply: become },
    step: 'GRID',
    entry: (_event, { input: { gridCode, townCode } }) => ({ values: { gridCode, townCode } }),
  },
  locateEvent: {
    title: { zh: '定位事件', en: 'Locate an event' },
    from: [State.REPORTED],
    to: State.REPORTED,
    by: dispatchers,
    source: { zh: '九步流程:地上有格(DI-01)', en: 'Nine steps: the ground has a grid (DI-01)' },
    conditions: [withinTerritory],
    guards: [placeWithinTerritory, written('address', { zh: '地点描述', en: 'address' }, 200, true)],
    effect: { title: { zh: '记下位置、网格和镇街', en: 'Note the position, the grid and the town' }, apply: locate },
    step: 'GRID',
    entry: (_event, { input: { longitude, latitude, gridCode, townCode } }) => ({
      values: { longitude, latitude, gridCode, townCode },
    }),
  },
  acceptEvent: {
    title: { zh: '受理', en: 'Accept' },
    from: [State.REPORTED],
    to: State.ACCEPTED,
    by: dispatchers,
    source: loop,
    conditions: [withinTerritory, gridKnown],
    effect: {
      title: { zh: '转入待立案', en: 'Put it before those who file' },
      apply: (event, moment) => awaitCentre(event, moment, InboxKind.FILING),
    },
    step: 'PERSON',
  },
  rejectEvent: {
    title: { zh: '不予受理', en: 'Reject' },
    from: [State.REPORTED],
    to: State.REJECTED,
    by: dispatchers,
    source: loop,
    conditions: [withinTerritory],
    guards: [reasonGiven],
    effect: {
      title: { zh: '记下是否虚假上报', en: 'Note whether the report was false' },
      apply: async (event, moment) => {
        event.falseReport = moment.input.falseReport;
        await awaitNext(event, moment, []);
      },
    },
    entry: (_event, { input: { reason, falseReport } }) => ({ comment: reason, values: { falseReport } }),
    emits: [
      emission(eventRejected, (event, { now }) => ({
        eventNo: event.eventNo,
        regionCode: event.regionCode,
        gridCode: event.gridCode,
        reporterNumber: event.reporterNumber,
        falseReport: event.falseReport,
        rejectedAt: now.toISOString(),
      })),
    ],
  },
  mergeEvent: {
    title: { zh: '并入另一事件', en: 'Merge into another event' },
    from: [State.REPORTED, State.ACCEPTED],
    to: State.MERGED,
    by: dispatchers,
    source: { zh: '重复上报合并(DI-19)', en: 'Several reports of one thing become one event (DI-19)' },
    conditions: [withinTerritory],
    guards: [notIntoItself, intoOpenEvent],
    effect: {
      title: { zh: '挂到主事件,随其结案答复', en: 'Hang it on the other, which answers its reporters' },
      apply: merge,
    },
    entry: (_event, { input: { intoNo } }) => ({ values: { into: intoNo } }),
  },
};
