import { declareSetting } from '../../../kit/county/setting.js';

/** Periods of the admission of sunk duties; their lengths are ours. */
export const sinkSettings = {
  consent: workingDays('sink.consent', '镇街答复时限', 'Time for towns to answer', 10),
  legality: workingDays('sink.legality', '职责下沉合法性审查时限', 'Time for the legal review of a sunk duty', 10),
  approval: workingDays('sink.approval', '职责下沉审批时限', 'Time to decide on a sunk duty', 20),
} as const;

function workingDays(key: string, zh: string, en: string, amount: number) {
  return declareSetting({ key, kind: 'duration', title: { zh, en }, otherwise: { amount, unit: 'WORKING_DAY' } });
}
