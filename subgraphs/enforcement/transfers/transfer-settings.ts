import { declareSetting } from '../../../kit/county/setting.js';

/** Times of transfers that no law sets; those of crimes are the State Council's. */
export const transferSettings = {
  approve: declareSetting({
    key: 'transfer.approve',
    kind: 'duration',
    title: { zh: '批准移送的时限', en: 'Time to approve a transfer' },
    otherwise: { amount: 3, unit: 'WORKING_DAY' },
  }),
  send: declareSetting({
    key: 'transfer.send',
    kind: 'duration',
    title: { zh: '批准后移送的时限', en: 'Time to send what was approved' },
    otherwise: { amount: 3, unit: 'WORKING_DAY' },
  }),
  receive: declareSetting({
    key: 'transfer.receive',
    kind: 'duration',
    title: { zh: '接收或者退回的时限', en: 'Time to take a case on or send it back' },
    otherwise: { amount: 5, unit: 'WORKING_DAY' },
  }),
  designate: declareSetting({
    key: 'transfer.designate',
    kind: 'duration',
    title: { zh: '指定管辖的时限', en: 'Time to designate' },
    otherwise: { amount: 5, unit: 'WORKING_DAY' },
  }),
} as const;
