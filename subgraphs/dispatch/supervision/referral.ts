import { dayOf } from '../../../kit/time/calendar.js';
import type { Guard, Instance } from '../../../kit/workflow/workflow.js';
import { isWritten } from '../../../kit/workflow/written-text.js';

/** 督查工作机构: who follows up what towns and departments leave undone. */
export const countyOffices = ['supervision_office'] as const;

/** What is referred: what came of it, and when it happened. */
export interface Referral {
  readonly consequence: string;
  /** Calendar day, `yyyy-MM-dd`. */
  readonly occurredOn: string;
}

const source = {
  zh: '对不担当、不作为,造成不良后果的,按照规定予以问责(DI-12)',
  en: 'Accountability is for inaction that had a bad consequence (DI-12)',
};

const consequenceStated: Guard<Instance, Referral> = {
  reason: 'CONSEQUENCE_MISSING',
  code: 'INVALID',
  source,
  sentence: () => ({
    zh: '移送问责须写明造成的不良后果(1—2000 字);未答复本身只升级督办,不移送。',
    en: 'A referral states the bad consequence in 1 to 2,000 characters; silence alone raises the level and refers nobody.',
  }),
  holds: (_row, { input: { consequence } }) => isWritten(consequence, 2000),
};

const occurred: Guard<Instance, Referral> = {
  reason: 'FUTURE_TIME',
  code: 'INVALID',
  source,
  sentence: (_row, { input: { occurredOn }, now }) => ({
    zh: `发生日期 ${occurredOn} 晚于今日 ${dayOf(now)}。`,
    en: `It cannot have happened on ${occurredOn}: today is ${dayOf(now)}.`,
  }),
  holds: (_row, { input: { occurredOn }, now }) => occurredOn <= dayOf(now),
};

/** What a referral for accountability rests on. */
export const referralStated: readonly Guard<Instance, Referral>[] = [consequenceStated, occurred];
