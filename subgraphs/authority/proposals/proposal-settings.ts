import { declareSetting } from '../../../kit/county/setting.js';
import { PowerListKind } from '../power-list.js';

const kinds: readonly string[] = Object.values(PowerListKind);

/** The rules of list changes that counties set differently. Lengths of periods are ours. */
export const proposalSettings = {
  accept: workingDays('list.accept', '清单调整建议受理时限', 'Time to accept a proposal', 5),
  consult: workingDays('list.consult', '启动征求意见时限', 'Time to begin a consultation', 2),
  opine: workingDays('list.opine', '征求意见时限', 'Time for opinions', 10),
  review: workingDays('list.review', '审议时限', 'Time to decide', 20),
  publish: workingDays('list.publish', '公布时限', 'Time to publish', 10),
  statedKinds: declareSetting({
    key: 'list.stated-kinds',
    kind: 'texts',
    title: { zh: '条目须载明四项内容的清单类型', en: 'Kinds of lists whose entries state four texts' },
    otherwise: [],
    problem: (names) => {
      const unknown = names.find((name) => !kinds.includes(name));
      return unknown === undefined ? null : `names ${unknown}, which is none of ${kinds.join(', ')}`;
    },
  }),
} as const;

function workingDays(key: string, zh: string, en: string, amount: number) {
  return declareSetting({ key, kind: 'duration', title: { zh, en }, otherwise: { amount, unit: 'WORKING_DAY' } });
}
