import { registerEnumType } from 'type-graphql';

export enum AccountabilityState {
  OPENED = 'OPENED',
  LIST_CHECKED = 'LIST_CHECKED',
  DILIGENCE_REVIEW = 'DILIGENCE_REVIEW',
  DECIDED = 'DECIDED',
  APPEALED = 'APPEALED',
  CLOSED = 'CLOSED',
}
registerEnumType(AccountabilityState, {
  name: 'AccountabilityState',
  description: '依单问责的状态(AU-11)。 State of a review.',
  valuesConfig: {
    OPENED: { description: '已启动,待对照清单。 Opened, to be compared with the list.' },
    LIST_CHECKED: { description: '已对照清单,待说明履职情况。 Compared; the subject may show what it did.' },
    DILIGENCE_REVIEW: { description: '审核勤勉尽责。 Whether it was diligent is looked into.' },
    DECIDED: { description: '已决定,可申诉。 Decided; may be appealed.' },
    APPEALED: { description: '已申诉。 Appealed.' },
    CLOSED: { description: '已了结。 Closed.' },
  },
});

export enum AccountabilityOutcome {
  NOT_LIABLE = 'NOT_LIABLE',
  EXEMPTED = 'EXEMPTED',
  MITIGATED = 'MITIGATED',
  LIGHTER = 'LIGHTER',
  FULL = 'FULL',
}
registerEnumType(AccountabilityOutcome, {
  name: 'AccountabilityOutcome',
  description: '问责结果。 Outcome of a review.',
  valuesConfig: {
    NOT_LIABLE: { description: '不予问责。 Not liable.' },
    EXEMPTED: { description: '免责。 Exempted for diligence.' },
    MITIGATED: { description: '减轻。 Below the usual range.' },
    LIGHTER: { description: '从轻。 At the lower end of it.' },
    FULL: { description: '按规定问责。 The usual.' },
  },
});
