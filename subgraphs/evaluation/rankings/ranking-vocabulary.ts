import { registerEnumType } from 'type-graphql';

export enum RankingState {
  DRAFTED = 'DRAFTED',
  PUBLISHED = 'PUBLISHED',
}
registerEnumType(RankingState, {
  name: 'RankingState',
  description: '网格考核排名的状态(EV-20)。 State of a ranking of grids.',
  valuesConfig: {
    DRAFTED: { description: '已计分,待发布。 Computed, to be published.' },
    PUBLISHED: { description: '已发布。 Published.' },
  },
});

export enum GridConsequence {
  REWARD = 'REWARD',
  NONE = 'NONE',
  PUNISHMENT = 'PUNISHMENT',
}
registerEnumType(GridConsequence, {
  name: 'GridConsequence',
  description: '按网格“定奖惩”的结果(GR-04、EV-20)。 What the grid’s fixed rewards and punishments come to.',
  valuesConfig: {
    REWARD: { description: '奖励。 A reward is due.' },
    NONE: { description: '不奖不惩。 Neither.' },
    PUNISHMENT: { description: '惩戒。 A punishment is due.' },
  },
});
