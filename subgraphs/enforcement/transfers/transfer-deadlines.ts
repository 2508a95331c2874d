import type { Setting } from '../../../kit/county/setting.js';
import type { Bilingual } from '../../../kit/module/fault.js';
import type { Duration } from '../../../kit/time/duration.js';
import type { Deadline } from '../../../kit/workflow/workflow.js';
import type { CaseTransfer } from './case-transfer.js';
import { transferSettings } from './transfer-settings.js';
import { TransferKind } from './transfer-vocabulary.js';

interface Clock {
  readonly name: string;
  readonly title: Bilingual;
  /** What the rules on handing crimes over say (国务院令第730号); calendar days. */
  readonly crime: Duration;
  readonly crimeRule: Bilingual;
  readonly otherwise: Setting<'duration'>;
}

/** A deadline that a law sets for crimes, and the county for all else; when it runs out, that is found. */
function clock({ name, title, crime, crimeRule, otherwise }: Clock): Deadline<CaseTransfer> {
  return {
    name,
    title,
    length: {
      rule: {
        zh: `涉嫌犯罪的${crimeRule.zh};其余按县配置(${otherwise.key},默认三至五个工作日)`,
        en: `of crimes ${crimeRule.en}; else ${otherwise.key}, 3 to 5 working days unless set`,
      },
      of: ({ kind }, rules) => (kind === TransferKind.TO_POLICE ? crime : rules.read(otherwise)),
    },
    then: 'findTransferOverdue',
  };
}

export const approval = clock({
  name: 'approval',
  title: { zh: '批准移送', en: 'Approval' },
  crime: { amount: 3, unit: 'DAY' },
  crimeRule: { zh: '三日(第五条)', en: '3 days (§ 5)' },
  otherwise: transferSettings.approve,
});

export const sending = clock({
  name: 'sending',
  title: { zh: '移送', en: 'Sending' },
  crime: { amount: 24 * 60, unit: 'MINUTE' },
  crimeRule: { zh: '二十四小时(第五条)', en: '24 hours (§ 5)' },
  otherwise: transferSettings.send,
});

export const receiving = clock({
  name: 'receiving',
  title: { zh: '接收或者退回', en: 'Taking on, or sending back' },
  crime: { amount: 3, unit: 'DAY' },
  crimeRule: { zh: '公安机关三日内决定是否立案(第八条)', en: '3 days in which the police decide (§ 8)' },
  otherwise: transferSettings.receive,
});

/** Things and papers follow once the police have filed. */
export const handingOver: Deadline<CaseTransfer> = {
  name: 'handing-over',
  title: { zh: '移交涉案物品和材料', en: 'Handing over things and papers' },
  length: {
    rule: { zh: '公安机关立案的三日(第十二条)', en: '3 days after the police filed (§ 12)' },
    of: ({ kind }) => (kind === TransferKind.TO_POLICE ? { amount: 3, unit: 'DAY' } : null),
  },
  then: 'findTransferOverdue',
};

export const designating: Deadline<CaseTransfer> = {
  name: 'designating',
  title: { zh: '指定管辖', en: 'Designation' },
  length: transferSettings.designate,
};
