import { registerEnumType } from 'type-graphql';

export enum CardState {
  RATING = 'RATING',
  SCORED = 'SCORED',
  PUBLICISED = 'PUBLICISED',
  APPEALED = 'APPEALED',
  FINAL = 'FINAL',
}
registerEnumType(CardState, {
  name: 'CardState',
  description: '成绩单的状态(EV-01)。 State of a scorecard.',
  valuesConfig: {
    RATING: { description: '评分中。 Being rated.' },
    SCORED: { description: '已计分。 Scored.' },
    PUBLICISED: { description: '公示中。 Shown to everybody concerned.' },
    APPEALED: { description: '已申诉。 Appealed against.' },
    FINAL: { description: '已定。 Final.' },
  },
});

export enum RatingKind {
  LEADER = 'LEADER',
  PEER = 'PEER',
}
registerEnumType(RatingKind, {
  name: 'RatingKind',
  description: '模块评分由谁作出(EV-03)。 Who rates a member of a module.',
  valuesConfig: {
    LEADER: { description: '模块负责人评分。 The leader of the module.' },
    PEER: { description: '模块同事互评。 A colleague of the module.' },
  },
});

export enum BasisKind {
  POST = 'POST',
  LEADER_RATING = 'LEADER_RATING',
  PEER_RATING = 'PEER_RATING',
  TEAM_CREDIT = 'TEAM_CREDIT',
  TASKFORCE_AWARD = 'TASKFORCE_AWARD',
  APPEAL = 'APPEAL',
}
registerEnumType(BasisKind, {
  name: 'BasisKind',
  description: '一分从何而来。 What a score rests on.',
  valuesConfig: {
    POST: { description: '所任岗位的分值 × 履职完成度(EV-02)。 The points of a post × how much was done in time.' },
    LEADER_RATING: {
      description: '模块负责人评分,已按宽严校正(EV-03)。 The leader’s rating, with leniency taken out.',
    },
    PEER_RATING: { description: '同事互评(EV-03)。 A colleague’s rating.' },
    TEAM_CREDIT: { description: '组团积分(EV-04)。 A credit of the service team.' },
    TASKFORCE_AWARD: { description: '专班计分(EV-05)。 Points that a taskforce gave.' },
    APPEAL: { description: '申诉更正。 A correction on appeal.' },
  },
});
