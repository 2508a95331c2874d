import { registerEnumType } from 'type-graphql';

export enum SupervisionLevel {
  REMIND = 'REMIND',
  YELLOW = 'YELLOW',
  RED = 'RED',
  LISTED = 'LISTED',
}
registerEnumType(SupervisionLevel, {
  name: 'SupervisionLevel',
  description: '督办级别,逾期未答复逐级上升(DI-12)。 Level of a supervision order; silence raises it.',
  valuesConfig: {
    REMIND: { description: '提醒。 Reminds.' },
    YELLOW: { description: '黄牌。 Yellow card.' },
    RED: { description: '红牌。 Red card.' },
    LISTED: { description: '挂牌通报。 Listed and circulated.' },
  },
});

export enum SupervisionOrderState {
  REMIND = 'REMIND',
  YELLOW = 'YELLOW',
  RED = 'RED',
  LISTED = 'LISTED',
  REPLIED = 'REPLIED',
  CLOSED = 'CLOSED',
  REFERRED = 'REFERRED',
}
registerEnumType(SupervisionOrderState, {
  name: 'SupervisionOrderState',
  description: '督办单的状态:待答复时即其级别(DI-12)。 State of a supervision order: its level while it waits.',
  valuesConfig: {
    REMIND: { description: '提醒,待答复。 Reminded; a reply is due.' },
    YELLOW: { description: '黄牌,待答复。 Yellow card; a reply is due.' },
    RED: { description: '红牌,待答复。 Red card; a reply is due.' },
    LISTED: { description: '挂牌通报,待答复。 Listed; a reply is due.' },
    REPLIED: { description: '已答复,待核。 Replied, to be looked at.' },
    CLOSED: { description: '已销号。 Closed.' },
    REFERRED: { description: '已移送问责。 Referred for accountability.' },
  },
});
