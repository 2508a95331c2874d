import { registerEnumType } from 'type-graphql';

export enum FailureKind {
  NOT_CALLING = 'NOT_CALLING',
  RECKLESS_CALLING = 'RECKLESS_CALLING',
  CALL_NOT_RESPONDED = 'CALL_NOT_RESPONDED',
  RESPONSE_INACTION = 'RESPONSE_INACTION',
}
registerEnumType(FailureKind, {
  name: 'FailureKind',
  description: '四种督查情形(DI-11)。 The four failures that are supervised.',
  valuesConfig: {
    NOT_CALLING: { description: '不呼叫:镇街应呼未呼。 The town does not call though it should.' },
    RECKLESS_CALLING: { description: '乱呼叫:镇街自身可办、重复或简易的仍呼叫。 The town calls for what is its own.' },
    CALL_NOT_RESPONDED: { description: '呼叫不响应:部门逾期未响应。 The department lets the time to respond pass.' },
    RESPONSE_INACTION: { description: '响应不作为:响应后逾期不办结,或办而无效。 It responds, and settles nothing.' },
  },
});

export enum FindingState {
  SUSPECTED = 'SUSPECTED',
  NOTIFIED = 'NOTIFIED',
  RECTIFYING = 'RECTIFYING',
  RECTIFIED = 'RECTIFIED',
  DISMISSED = 'DISMISSED',
  REFERRED = 'REFERRED',
}
registerEnumType(FindingState, {
  name: 'FindingState',
  description: '督查发现的状态(DI-11)。 State of a finding.',
  valuesConfig: {
    SUSPECTED: { description: '疑似,待督查机构核实。 Suspected; the supervision office is to look into it.' },
    NOTIFIED: { description: '已通报,待整改。 The organisation was notified.' },
    RECTIFYING: { description: '整改中。 Being put right.' },
    RECTIFIED: { description: '已整改。 Put right.' },
    DISMISSED: { description: '不成立。 Dismissed.' },
    REFERRED: { description: '已移送问责。 Referred for accountability.' },
  },
});

export enum DetectionMethod {
  RULE = 'RULE',
  MANUAL = 'MANUAL',
}
registerEnumType(DetectionMethod, {
  name: 'DetectionMethod',
  description: '发现方式。 How a finding came about.',
  valuesConfig: {
    RULE: { description: '按规则自动发现。 Found by rule.' },
    MANUAL: { description: '督查机构发现。 Found by the supervision office.' },
  },
});
