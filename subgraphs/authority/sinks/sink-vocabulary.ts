import { registerEnumType } from 'type-graphql';

export enum SinkState {
  DRAFT = 'DRAFT',
  TOWN_CONSULTING = 'TOWN_CONSULTING',
  TOWN_REFUSED = 'TOWN_REFUSED',
  LEGAL_REVIEW = 'LEGAL_REVIEW',
  ESTABLISHMENT_REVIEW = 'ESTABLISHMENT_REVIEW',
  APPROVED = 'APPROVED',
  IN_FORCE = 'IN_FORCE',
  REJECTED = 'REJECTED',
  TERMINATED = 'TERMINATED',
}
registerEnumType(SinkState, {
  name: 'SinkState',
  description: '职责下沉准入申请的状态(AU-10)。 State of a request to sink a duty.',
  valuesConfig: {
    DRAFT: { description: '草稿。 Draft.' },
    TOWN_CONSULTING: { description: '征求乡镇意见。 The towns are asked.' },
    TOWN_REFUSED: { description: '有乡镇未同意。 Not every town consents.' },
    LEGAL_REVIEW: { description: '合法性审查。 Legal review.' },
    ESTABLISHMENT_REVIEW: { description: '编委会审批。 With the establishment committee.' },
    APPROVED: { description: '已批准,待配套到位。 Approved; what goes with it is to be delivered.' },
    IN_FORCE: { description: '已施行。 In force.' },
    REJECTED: { description: '不予批准。 Rejected.' },
    TERMINATED: { description: '已终止。 Ended.' },
  },
});

export enum ConsentDecision {
  CONSENTED = 'CONSENTED',
  CONDITIONAL = 'CONDITIONAL',
  REFUSED = 'REFUSED',
}
registerEnumType(ConsentDecision, {
  name: 'ConsentDecision',
  description: '乡镇对职责下沉的意见;未答复不视为同意。 What a town says; silence is not consent.',
  valuesConfig: {
    CONSENTED: { description: '同意。 Consents.' },
    CONDITIONAL: { description: '附条件同意。 Consents if its conditions are met.' },
    REFUSED: { description: '不同意。 Refuses.' },
  },
});

export enum SupportKind {
  FUNDING = 'FUNDING',
  HEADCOUNT = 'HEADCOUNT',
  STAFF = 'STAFF',
  EQUIPMENT = 'EQUIPMENT',
  VEHICLE = 'VEHICLE',
  TRAINING = 'TRAINING',
  SYSTEM_ACCOUNT = 'SYSTEM_ACCOUNT',
  DATA = 'DATA',
}
registerEnumType(SupportKind, {
  name: 'SupportKind',
  description: '随职责下沉的配套。 What goes with a duty that is sunk.',
  valuesConfig: {
    FUNDING: { description: '经费。 Money.' },
    HEADCOUNT: { description: '编制。 Established posts.' },
    STAFF: { description: '人员。 People.' },
    EQUIPMENT: { description: '设备。 Equipment.' },
    VEHICLE: { description: '车辆。 Vehicles.' },
    TRAINING: { description: '培训。 Training.' },
    SYSTEM_ACCOUNT: { description: '系统账号。 Accounts in systems.' },
    DATA: { description: '数据。 Data.' },
  },
});
