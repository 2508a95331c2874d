import { declareSetting } from '../../../kit/county/setting.js';
import { period } from '../settings.js';

/** The rules of mobile command: a county without the flag has none of it. */
export const commandSettings = {
  provided: declareSetting({
    key: 'command.mobile',
    kind: 'flag',
    title: { zh: '掌上指挥', en: 'Mobile command' },
    otherwise: false,
    source: '衢江区“掌上指挥”',
  }),
  mobilise: declareSetting({
    key: 'command.mobilise-seconds',
    kind: 'integer',
    title: { zh: '全部出动的时限(秒)', en: 'Seconds within which all have set out' },
    otherwise: 600,
    source: '衢江区“掌上指挥”:相关部门在10分钟内全部出动',
    problem: (seconds) => (seconds >= 60 && seconds <= 7200 ? null : 'must be from 60 to 7200'),
  }),
  receipt: period('command.receipt', '手机回执时限,逾时转短信', 'Time for a telephone’s receipt', 10, 'SECOND'),
  liveRoom: declareSetting({
    key: 'command.live-room',
    kind: 'text',
    title: { zh: '可视化指挥会商地址', en: 'Where the centre and the scene see each other' },
    otherwise: '/live',
    problem: (address) =>
      /^(https:\/\/|\/)\S{1,200}$/.test(address) ? null : 'must be an https address or a path of the portal',
  }),
} as const;
