import { registerEnumType } from 'type-graphql';

export enum CaseState {
  CLUE = 'CLUE',
  FILED = 'FILED',
  INVESTIGATING = 'INVESTIGATING',
  SUSPENDED = 'SUSPENDED',
  INVESTIGATION_CLOSED = 'INVESTIGATION_CLOSED',
  LEGAL_REVIEW = 'LEGAL_REVIEW',
  NOTIFIED = 'NOTIFIED',
  HEARING = 'HEARING',
  COLLECTIVE_DISCUSSION = 'COLLECTIVE_DISCUSSION',
  DECIDED = 'DECIDED',
  SERVED = 'SERVED',
  PERFORMING = 'PERFORMING',
  ENFORCING = 'ENFORCING',
  TRANSFERRED = 'TRANSFERRED',
  HANDED_OVER = 'HANDED_OVER',
  CLOSED = 'CLOSED',
  NOT_PUNISHED = 'NOT_PUNISHED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(CaseState, {
  name: 'CaseState',
  description: '案件状态。 State of a case.',
  valuesConfig: {
    CLUE: { description: '线索,待立案或当场调查。 A clue, to be filed or looked into on the spot.' },
    FILED: { description: '已立案。 Filed.' },
    INVESTIGATING: { description: '调查取证。 Under investigation.' },
    SUSPENDED: { description: '中止调查,期限停计。 Suspended; the time to decide stands still.' },
    INVESTIGATION_CLOSED: { description: '调查终结,已提出处理意见。 Investigated, with a proposal.' },
    LEGAL_REVIEW: { description: '法制审核。 Under legal review.' },
    NOTIFIED: { description: '已告知,听取陈述申辩。 The party was told and may answer.' },
    HEARING: { description: '听证。 A hearing is asked for or set.' },
    COLLECTIVE_DISCUSSION: { description: '已集体讨论。 Discussed by the heads together.' },
    DECIDED: { description: '已决定。 Decided.' },
    SERVED: { description: '已送达,待履行。 Served; performance awaited.' },
    PERFORMING: { description: '已缴款,待办结。 Paid; to be completed.' },
    ENFORCING: { description: '催告、申请强制执行。 Urged, or before the court.' },
    TRANSFERRED: { description: '移送中,期限停计。 On its way to others; the time to decide stands still.' },
    HANDED_OVER: { description: '已移交,由接收机关办理。 Others have taken it on.' },
    CLOSED: { description: '已结案。 Closed.' },
    NOT_PUNISHED: { description: '不予处罚。 Closed without a penalty.' },
    WITHDRAWN: { description: '已撤销或不予立案。 Withdrawn, or not filed.' },
  },
});

export enum CaseProcedure {
  SIMPLE = 'SIMPLE',
  GENERAL = 'GENERAL',
}
registerEnumType(CaseProcedure, {
  name: 'CaseProcedure',
  description: '处罚程序。 Procedure.',
  valuesConfig: {
    SIMPLE: { description: '简易程序(行政处罚法第五十一条)。 The simple procedure.' },
    GENERAL: { description: '普通程序(行政处罚法第五十四条)。 The general procedure.' },
  },
});
