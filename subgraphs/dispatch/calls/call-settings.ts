import { declareSetting } from '../../../kit/county/setting.js';
import { period } from '../settings.js';
import { platformKinds } from './platform-words.js';

/** What the setting says of a county that answers no calls. */
export const noPlatform = 'NONE';

/** The rules of towns' calls that counties set differently. Lengths of periods are ours; the articles name none. */
export const callSettings = {
  platform: declareSetting({
    key: 'call.platform',
    kind: 'text',
    title: { zh: '乡呼县应的“响应”平台', en: 'The platform on which the county answers its towns’ calls' },
    otherwise: noPlatform,
    source: '泰安市“乡呼县应、上下联动”制度',
    problem: (kind) =>
      [noPlatform, ...platformKinds].includes(kind)
        ? null
        : `must be ${noPlatform} or one of ${platformKinds.join(', ')}`,
  }),
  take: period('call.take', '呼叫受理时限', 'Time to take a call', 120, 'MINUTE'),
  judge: period('call.judge', '呼叫研判时限', 'Time to judge a call', 1, 'WORKING_DAY'),
  respond: period('call.respond', '部门响应时限', 'Time for the department to respond', 2, 'WORKING_DAY'),
  resolve: period('call.resolve', '呼叫办结时限', 'Time to resolve a call', 10, 'WORKING_DAY'),
  rate: period('call.rate', '双向评价时限', 'Time for both sides to rate', 5, 'WORKING_DAY'),
  extension: declareSetting({
    key: 'call.extension-days',
    kind: 'integer',
    title: { zh: '呼叫延期最多工作日', en: 'Working days that a call is extended by at most' },
    otherwise: 10,
    problem: (days) => (days >= 1 && days <= 60 ? null : 'must be from 1 to 60'),
  }),
  lowRating: declareSetting({
    key: 'call.low-rating',
    kind: 'integer',
    title: { zh: '镇街评价几分以下退回重办', en: 'A town’s rating up to which a call is handled once more' },
    otherwise: 2,
    problem: (rating) => (rating >= 0 && rating <= 4 ? null : 'must be from 0 to 4'),
  }),
} as const;
