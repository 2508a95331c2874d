import { registerEnumType } from 'type-graphql';

export enum TransferKind {
  TO_COUNTY_MAJOR = 'TO_COUNTY_MAJOR',
  TO_OTHER_TOWN = 'TO_OTHER_TOWN',
  TO_DEPARTMENT = 'TO_DEPARTMENT',
  TO_POLICE = 'TO_POLICE',
  GRANT_WITHDRAWN = 'GRANT_WITHDRAWN',
  DISPUTE = 'DISPUTE',
}
registerEnumType(TransferKind, {
  name: 'TransferKind',
  description: '移送种类(EN-09、EN-10)。 Why a case is passed on.',
  valuesConfig: {
    TO_COUNTY_MAJOR: { description: '重大案件移送县级。 A major case, to the county.' },
    TO_OTHER_TOWN: { description: '移送有管辖权的其他镇街。 To another town that has it.' },
    TO_DEPARTMENT: { description: '移送主管部门。 To the department in charge.' },
    TO_POLICE: { description: '涉嫌犯罪,移送公安机关。 A suspected crime, to the police.' },
    GRANT_WITHDRAWN: {
      description: '赋权收回,未决案件移送原实施部门。 The power was withdrawn: what is open goes back.',
    },
    DISPUTE: { description: '管辖争议,报请指定。 Two want it: a superior designates.' },
  },
});

export enum TransferState {
  PROPOSED = 'PROPOSED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  SENT = 'SENT',
  RECEIVED = 'RECEIVED',
  ITEMS_HANDED_OVER = 'ITEMS_HANDED_OVER',
  RETURNED = 'RETURNED',
  DISPUTED = 'DISPUTED',
  DESIGNATED = 'DESIGNATED',
  KEPT = 'KEPT',
}
registerEnumType(TransferState, {
  name: 'TransferState',
  description: '移送状态。 State of a transfer.',
  valuesConfig: {
    PROPOSED: { description: '已提出。 Proposed.' },
    APPROVED: { description: '已批准,待移送。 Approved, to be sent.' },
    REJECTED: { description: '不予移送。 Not approved.' },
    SENT: { description: '已移送,待接收。 Sent, to be taken on.' },
    RECEIVED: { description: '已接收。 Taken on.' },
    ITEMS_HANDED_OVER: { description: '涉案物品和材料已移交。 Things and papers are handed over.' },
    RETURNED: { description: '已退回。 Sent back.' },
    DISPUTED: { description: '管辖争议,待指定。 Disputed, to be designated.' },
    DESIGNATED: { description: '已指定,待移送。 Designated, to be sent.' },
    KEPT: { description: '指定由原机关管辖。 Designated to stay where it is.' },
  },
});
