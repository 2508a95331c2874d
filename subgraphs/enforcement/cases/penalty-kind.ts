import { registerEnumType } from 'type-graphql';

export enum PenaltyKind {
  WARNING = 'WARNING',
  CRITICISM = 'CRITICISM',
  FINE = 'FINE',
  CONFISCATE_INCOME = 'CONFISCATE_INCOME',
  CONFISCATE_GOODS = 'CONFISCATE_GOODS',
  SUSPEND_LICENCE = 'SUSPEND_LICENCE',
  DOWNGRADE = 'DOWNGRADE',
  REVOKE_LICENCE = 'REVOKE_LICENCE',
  RESTRICT_OPERATION = 'RESTRICT_OPERATION',
  SUSPEND_BUSINESS = 'SUSPEND_BUSINESS',
  CLOSE = 'CLOSE',
  RESTRICT_EMPLOYMENT = 'RESTRICT_EMPLOYMENT',
}
registerEnumType(PenaltyKind, {
  name: 'PenaltyKind',
  description: '行政处罚种类(行政处罚法第九条)。 Kinds of penalty.',
  valuesConfig: {
    WARNING: { description: '警告。 A warning.' },
    CRITICISM: { description: '通报批评。 A public reprimand.' },
    FINE: { description: '罚款。 A fine.' },
    CONFISCATE_INCOME: { description: '没收违法所得。 Unlawful income is taken.' },
    CONFISCATE_GOODS: { description: '没收非法财物。 Unlawful goods are taken.' },
    SUSPEND_LICENCE: { description: '暂扣许可证件。 A licence is held back.' },
    DOWNGRADE: { description: '降低资质等级。 A grade of qualification is lowered.' },
    REVOKE_LICENCE: { description: '吊销许可证件。 A licence is revoked.' },
    RESTRICT_OPERATION: { description: '限制开展生产经营活动。 Business is restricted.' },
    SUSPEND_BUSINESS: { description: '责令停产停业。 Business is stopped.' },
    CLOSE: { description: '责令关闭。 The business is closed.' },
    RESTRICT_EMPLOYMENT: { description: '限制从业。 The party may not work in the trade.' },
  },
});
