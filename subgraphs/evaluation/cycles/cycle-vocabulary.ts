import { registerEnumType } from 'type-graphql';

export enum CycleKind {
  MONTHLY = 'MONTHLY',
  QUARTERLY = 'QUARTERLY',
  ANNUAL = 'ANNUAL',
  TERM = 'TERM',
}
registerEnumType(CycleKind, {
  name: 'CycleKind',
  description: '考评周期(EV-01)。 Period of an appraisal.',
  valuesConfig: {
    MONTHLY: { description: '月度。 A month.' },
    QUARTERLY: { description: '季度:四维考评按季度打分排名。 A quarter, as the four dimensions are scored.' },
    ANNUAL: { description: '年度。 A year.' },
    TERM: { description: '聘期。 A term of employment.' },
  },
});

export enum CycleState {
  PLANNED = 'PLANNED',
  COLLECTING = 'COLLECTING',
  SCORING = 'SCORING',
  PUBLICISED = 'PUBLICISED',
  APPEALING = 'APPEALING',
  FINAL = 'FINAL',
  ARCHIVED = 'ARCHIVED',
}
registerEnumType(CycleState, {
  name: 'CycleState',
  description: '考评的状态(EV-01)。 State of an appraisal.',
  valuesConfig: {
    PLANNED: { description: '已计划。 Planned.' },
    COLLECTING: { description: '评分中。 Ratings are collected.' },
    SCORING: { description: '已计分,可重算。 Scored; may be computed anew.' },
    PUBLICISED: { description: '公示中,可申诉。 Shown; may be appealed against.' },
    APPEALING: { description: '公示期满,处理申诉。 No longer shown; appeals are decided.' },
    FINAL: { description: '已定。 Final.' },
    ARCHIVED: { description: '已入档。 On file.' },
  },
});
