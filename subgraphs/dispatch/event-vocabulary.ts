import { registerEnumType } from 'type-graphql';

export enum EventState {
  REPORTED = 'REPORTED',
  ACCEPTED = 'ACCEPTED',
  FILED = 'FILED',
  DISPATCHED = 'DISPATCHED',
  RETURNED = 'RETURNED',
  ESCALATED = 'ESCALATED',
  HANDLING = 'HANDLING',
  HANDLED = 'HANDLED',
  VERIFYING = 'VERIFYING',
  REWORK = 'REWORK',
  CLOSED = 'CLOSED',
  EVALUATED = 'EVALUATED',
  APPRAISED = 'APPRAISED',
  ARCHIVED = 'ARCHIVED',
  REJECTED = 'REJECTED',
  MERGED = 'MERGED',
}
registerEnumType(EventState, {
  name: 'EventState',
  description: '事件的状态。 State of an event.',
  valuesConfig: {
    REPORTED: { description: '已上报,待受理。 Reported, not accepted yet.' },
    ACCEPTED: { description: '已受理,待立案。 Accepted, not filed yet.' },
    FILED: { description: '已立案,待派遣。 Filed, not dispatched yet.' },
    DISPATCHED: { description: '已派遣,待接单。 Dispatched, not taken on yet.' },
    RETURNED: { description: '被退回,待重新派遣。 Returned, to be dispatched again.' },
    ESCALATED: { description: '已上报县级,待县级派遣。 Passed up, for the county to dispatch.' },
    HANDLING: { description: '处置中。 Being handled.' },
    HANDLED: { description: '已办结,待指派核查。 Handled, no verifier yet.' },
    VERIFYING: { description: '核查中。 Being verified.' },
    REWORK: { description: '核查未通过,返工中。 Failed verification, being reworked.' },
    CLOSED: { description: '已结案,待反馈。 Closed, awaiting feedback.' },
    EVALUATED: { description: '已评价,待考核。 Feedback is in, awaiting its score.' },
    APPRAISED: { description: '已考核,待归档。 Scored, awaiting the archive.' },
    ARCHIVED: { description: '已归档。 Archived.' },
    REJECTED: { description: '不予受理。 Not accepted.' },
    MERGED: { description: '已并入另一事件。 Merged into another event.' },
  },
});

/** The states before an event is closed: in them it takes in duplicates, and climbs when its deadline passes. */
export const openStates: readonly EventState[] = [
  EventState.REPORTED,
  EventState.ACCEPTED,
  EventState.FILED,
  EventState.DISPATCHED,
  EventState.RETURNED,
  EventState.ESCALATED,
  EventState.HANDLING,
  EventState.HANDLED,
  EventState.VERIFYING,
  EventState.REWORK,
];

export enum EventSource {
  GRID_PATROL = 'GRID_PATROL',
  DEPARTMENT = 'DEPARTMENT',
  CITIZEN = 'CITIZEN',
  HOTLINE_12345 = 'HOTLINE_12345',
  POLICE_110 = 'POLICE_110',
  PLATFORM = 'PLATFORM',
}
registerEnumType(EventSource, {
  name: 'EventSource',
  description: '事件来源(DI-02、DI-19)。 Where an event came from.',
  valuesConfig: {
    GRID_PATROL: { description: '网格巡查。 A grid officer on patrol.' },
    DEPARTMENT: { description: '部门和镇街自行发现。 Found by a department or a town.' },
    CITIZEN: { description: '群众上报。 Reported by a citizen.' },
    HOTLINE_12345: { description: '12345 热线。 The hotline 12345.' },
    POLICE_110: { description: '110 非警务纠纷。 Passed on by the police’s 110.' },
    PLATFORM: { description: '其他平台。 Another platform.' },
  },
});

/** Sources whose systems pass their tickets on; people report the others. */
export const externalSources: readonly EventSource[] = [
  EventSource.HOTLINE_12345,
  EventSource.POLICE_110,
  EventSource.PLATFORM,
];

export enum EventPriority {
  NORMAL = 'NORMAL',
  URGENT = 'URGENT',
  EMERGENCY = 'EMERGENCY',
}
registerEnumType(EventPriority, {
  name: 'EventPriority',
  description: '紧急程度。 How pressing it is.',
  valuesConfig: {
    NORMAL: { description: '一般。 Ordinary.' },
    URGENT: { description: '紧急。 Urgent.' },
    EMERGENCY: { description: '特急:不分昼夜五分钟受理。 An emergency, accepted within five minutes day and night.' },
  },
});

export enum EventLevel {
  VILLAGE = 'VILLAGE',
  TOWN = 'TOWN',
  COUNTY = 'COUNTY',
}
registerEnumType(EventLevel, {
  name: 'EventLevel',
  description: '目前由哪一级负责(DI-03 三级联动)。 The level that answers for it now.',
  valuesConfig: {
    VILLAGE: { description: '村、社区。 Village or community.' },
    TOWN: { description: '镇、街道。 Town or subdistrict.' },
    COUNTY: { description: '县(市、区)。 County.' },
  },
});

export enum Satisfaction {
  SATISFIED = 'SATISFIED',
  FAIRLY_SATISFIED = 'FAIRLY_SATISFIED',
  UNSATISFIED = 'UNSATISFIED',
}
registerEnumType(Satisfaction, {
  name: 'Satisfaction',
  description: '满意度;未评价为空,不作推定。 What the reporter thought; none was never invented.',
  valuesConfig: {
    SATISFIED: { description: '满意。 Satisfied.' },
    FAIRLY_SATISFIED: { description: '基本满意。 Fairly satisfied.' },
    UNSATISFIED: { description: '不满意。 Not satisfied.' },
  },
});
