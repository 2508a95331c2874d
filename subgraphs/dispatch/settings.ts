import { declareSetting } from '../../kit/county/setting.js';
import type { DurationUnit } from '../../kit/time/duration.js';

const share = /^(0(\.\d+)?|1(\.0+)?)$/;

/** The rules of events that counties set differently. Lengths of periods are ours; a county's profile states its own. */
export const eventSettings = {
  separation: declareSetting({
    key: 'event.report-handle-separation',
    kind: 'flag',
    title: { zh: '事件报办分离', en: 'The reporter of an event may not handle it' },
    otherwise: false,
  }),
  platforms: declareSetting({
    key: 'event.platforms',
    kind: 'texts',
    title: { zh: '镇街平台(模块)', en: 'Platforms of a town' },
    otherwise: ['综合治理', '市场监管', '综合执法', '便民服务'],
    problem: (names) => (new Set(names).size === names.length ? null : 'names a platform twice'),
  }),
  accept: period('event.accept', '受理时限', 'Time to accept', 30, 'WORKING_MINUTE'),
  acceptEmergency: period('event.accept.emergency', '紧急事件受理时限', 'Time to accept an emergency', 5, 'MINUTE'),
  file: period('event.file', '立案时限', 'Time to file', 30, 'WORKING_MINUTE'),
  dispatch: period('event.dispatch', '派遣时限', 'Time to dispatch', 15, 'WORKING_MINUTE'),
  acceptAssignment: period('event.accept-assignment', '接单时限', 'Time to accept an assignment', 2, 'WORKING_HOUR'),
  redispatch: period('event.redispatch', '重新派遣时限', 'Time to dispatch again', 2, 'WORKING_HOUR'),
  countyDispatch: period('event.county-dispatch', '县级派遣时限', 'Time for the county to dispatch', 4, 'WORKING_HOUR'),
  assignVerifier: period('event.assign-verifier', '指派核查时限', 'Time to assign a verifier', 1, 'WORKING_HOUR'),
  verify: period('event.verify', '核查时限', 'Time to verify', 1, 'WORKING_DAY'),
  feedback: period('event.feedback', '反馈时限', 'Time for feedback', 3, 'DAY'),
  reworkShare: declareSetting({
    key: 'event.rework-share',
    kind: 'decimal',
    title: { zh: '返工时限占原时限的比例', en: 'Share of the original time that rework has' },
    otherwise: '0.5',
    problem: (text) => (share.test(text) && Number(text) > 0 ? null : 'must be more than 0 and at most 1'),
  }),
  returnsBeforeEscalation: declareSetting({
    key: 'event.returns-before-escalation',
    kind: 'integer',
    title: { zh: '退回几次即上报', en: 'Returns after which an event climbs' },
    otherwise: 2,
    problem: (count) => (count >= 1 && count <= 10 ? null : 'must be from 1 to 10'),
  }),
  simpleClasses: declareSetting({
    key: 'event.simple-classes',
    kind: 'texts',
    title: {
      zh: '简易事件的大类(处置时限不超过一个工作日的)',
      en: 'Major classes whose events are simple when their limit is a working day at most',
    },
    otherwise: ['市容环境', '街面秩序'],
    problem: (names) => (new Set(names).size === names.length ? null : 'names a class twice'),
  }),
  photoDistance: declareSetting({
    key: 'photo.distance-metres',
    kind: 'integer',
    title: { zh: '照片位置与上报位置的最大距离(米)', en: 'Metres that a photo may be away from the stated place' },
    otherwise: 500,
    problem: (metres) => (metres >= 10 && metres <= 10_000 ? null : 'must be from 10 to 10000'),
  }),
} as const;

/** Declares a period that counties set differently; its length is ours. */
export function period(key: string, zh: string, en: string, amount: number, unit: DurationUnit) {
  return declareSetting({ key, kind: 'duration', title: { zh, en }, otherwise: { amount, unit } });
}
