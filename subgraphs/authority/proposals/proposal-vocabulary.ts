import { registerEnumType } from 'type-graphql';

export enum ProposalKind {
  ADD = 'ADD',
  CANCEL = 'CANCEL',
  ADJUST = 'ADJUST',
}
registerEnumType(ProposalKind, {
  name: 'ProposalKind',
  description: '清单调整的种类:增加、取消、调整(AU-09)。 What a proposal asks for.',
  valuesConfig: {
    ADD: { description: '增加。 Put the item on the list.' },
    CANCEL: { description: '取消。 Take it off, everywhere or for some towns.' },
    ADJUST: { description: '调整。 Change what the list says of it.' },
  },
});

export enum ProposalReason {
  LAW_CHANGED = 'LAW_CHANGED',
  INSTITUTION_CHANGED = 'INSTITUTION_CHANGED',
  TOWN_INCAPABLE = 'TOWN_INCAPABLE',
  HIGH_FREQUENCY_NEED = 'HIGH_FREQUENCY_NEED',
  DUTY_UNCLEAR = 'DUTY_UNCLEAR',
  ASSESSMENT = 'ASSESSMENT',
  OTHER = 'OTHER',
}
registerEnumType(ProposalReason, {
  name: 'ProposalReason',
  description: '调整的情形。 Why.',
  valuesConfig: {
    LAW_CHANGED: { description: '法律法规规章立改废。 The law changed.' },
    INSTITUTION_CHANGED: { description: '机构职能调整。 Institutions changed.' },
    TOWN_INCAPABLE: { description: '基层确实无力承接。 The town cannot carry it.' },
    HIGH_FREQUENCY_NEED: { description: '群众高频办理、基层迫切需要。 Often needed.' },
    DUTY_UNCLEAR: { description: '职责边界不清。 It is unclear whose it is.' },
    ASSESSMENT: { description: '承接能力评估的结论。 An assessment says so.' },
    OTHER: { description: '其他。 Another reason.' },
  },
});

export enum ProposalState {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  ACCEPTED = 'ACCEPTED',
  CONSULTING = 'CONSULTING',
  REVIEWING = 'REVIEWING',
  APPROVED = 'APPROVED',
  PUBLISHED = 'PUBLISHED',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ProposalState, {
  name: 'ProposalState',
  description: '清单调整建议的状态。 State of a proposal.',
  valuesConfig: {
    DRAFT: { description: '草稿。 Draft.' },
    SUBMITTED: { description: '已提交,待受理。 Handed in.' },
    ACCEPTED: { description: '已受理,待征求意见。 Taken on.' },
    CONSULTING: { description: '征求意见中。 Opinions are being asked.' },
    REVIEWING: { description: '审议中。 Being decided.' },
    APPROVED: { description: '已批准,待公布。 Approved, not yet published.' },
    PUBLISHED: { description: '已公布新版本。 Published in a new version.' },
    REJECTED: { description: '不予采纳,已书面答复。 Turned down, in writing.' },
    WITHDRAWN: { description: '已撤回。 Withdrawn by its proposer.' },
  },
});
