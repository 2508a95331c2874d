import { registerEnumType } from 'type-graphql';

export enum CallState {
  DRAFT = 'DRAFT',
  CALLED = 'CALLED',
  JUDGING = 'JUDGING',
  REJECTED = 'REJECTED',
  ASSIGNED = 'ASSIGNED',
  RESPONDED = 'RESPONDED',
  HANDLING = 'HANDLING',
  EXTENDED = 'EXTENDED',
  RESOLVED = 'RESOLVED',
  RATED = 'RATED',
  CLOSED = 'CLOSED',
}
registerEnumType(CallState, {
  name: 'CallState',
  description: '乡呼县应的状态(DI-08)。 State of a town’s call.',
  valuesConfig: {
    DRAFT: { description: '草稿。 Draft.' },
    CALLED: { description: '已呼叫,待县级平台受理。 Called; the county’s platform is to take it.' },
    JUDGING: { description: '研判中。 The county judges whose it is.' },
    REJECTED: { description: '不予受理。 Rejected.' },
    ASSIGNED: { description: '已派发,待部门响应。 Assigned; the department is to respond.' },
    RESPONDED: { description: '部门已响应,方案已定。 The department has responded with its plan.' },
    HANDLING: { description: '办理中。 Being handled.' },
    EXTENDED: { description: '已延期,办理中。 Being handled, with more time.' },
    RESOLVED: { description: '已办结,待双向评价。 Resolved; both sides are to rate.' },
    RATED: { description: '评价已齐或期满。 Both have rated, or their time is over.' },
    CLOSED: { description: '已办结归档。 Closed.' },
  },
});

export enum RejectionGround {
  WITHIN_TOWN_POWER = 'WITHIN_TOWN_POWER',
  DUPLICATE = 'DUPLICATE',
  OTHER = 'OTHER',
}
registerEnumType(RejectionGround, {
  name: 'RejectionGround',
  description: '呼叫不予受理的情形;前两种计入乱呼叫(DI-11)。 Why a call is rejected; the first two count as reckless.',
  valuesConfig: {
    WITHIN_TOWN_POWER: { description: '属镇街自身有效赋权事项。 The town holds the power itself.' },
    DUPLICATE: { description: '与本镇街另一呼叫重复。 The same as another call of the town.' },
    OTHER: { description: '其他情形。 Another reason.' },
  },
});

export enum RatingDirection {
  TOWN_TO_DEPARTMENT = 'TOWN_TO_DEPARTMENT',
  DEPARTMENT_TO_TOWN = 'DEPARTMENT_TO_TOWN',
}
registerEnumType(RatingDirection, {
  name: 'RatingDirection',
  description: '一呼一评的方向(DI-10)。 Who rates whom.',
  valuesConfig: {
    TOWN_TO_DEPARTMENT: { description: '镇街评部门的响应办理。 The town rates how the department responded.' },
    DEPARTMENT_TO_TOWN: { description: '部门评镇街的配合。 The department rates how the town cooperated.' },
  },
});

export enum CallMeasureKind {
  EASE = 'EASE',
  CURB = 'CURB',
}
registerEnumType(CallMeasureKind, {
  name: 'CallMeasureKind',
  description: '疏堵结合方案中措施的种类(DI-15)。 Kind of a measure.',
  valuesConfig: {
    EASE: { description: '疏:给出路,如建临时便民市场。 Gives what is needed a place.' },
    CURB: { description: '堵:管住,如加大巡查、发现一起处理一起。 Keeps order.' },
  },
});
