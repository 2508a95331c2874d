import { registerEnumType } from 'type-graphql';

export enum EvidenceKind {
  DOCUMENTARY = 'DOCUMENTARY',
  PHYSICAL = 'PHYSICAL',
  AUDIOVISUAL = 'AUDIOVISUAL',
  ELECTRONIC_DATA = 'ELECTRONIC_DATA',
  WITNESS = 'WITNESS',
  PARTY_STATEMENT = 'PARTY_STATEMENT',
  EXPERT_OPINION = 'EXPERT_OPINION',
  INSPECTION_RECORD = 'INSPECTION_RECORD',
}
registerEnumType(EvidenceKind, {
  name: 'EvidenceKind',
  description: '证据种类(行政处罚法第四十六条)。 Kinds of evidence (§ 46).',
  valuesConfig: {
    DOCUMENTARY: { description: '书证。 A document.' },
    PHYSICAL: { description: '物证。 A thing.' },
    AUDIOVISUAL: { description: '视听资料。 A recording.' },
    ELECTRONIC_DATA: { description: '电子数据。 Electronic data.' },
    WITNESS: { description: '证人证言。 What a witness says.' },
    PARTY_STATEMENT: { description: '当事人的陈述。 What the party says.' },
    EXPERT_OPINION: { description: '鉴定意见。 An expert’s opinion.' },
    INSPECTION_RECORD: { description: '勘验笔录、现场笔录。 A record of the scene.' },
  },
});

export enum ReviewReason {
  PUBLIC_INTEREST = 'PUBLIC_INTEREST',
  AFTER_HEARING = 'AFTER_HEARING',
  COMPLEX = 'COMPLEX',
  BY_STATUTE = 'BY_STATUTE',
}
registerEnumType(ReviewReason, {
  name: 'ReviewReason',
  description: '须经法制审核的情形(行政处罚法第五十八条)。 Why a decision needs a legal review (§ 58).',
  valuesConfig: {
    PUBLIC_INTEREST: { description: '涉及重大公共利益。 A major public interest is at stake.' },
    AFTER_HEARING: { description: '直接关系当事人或者第三人重大权益,经过听证程序。 There was a hearing.' },
    COMPLEX: {
      description: '案件情况疑难复杂、涉及多个法律关系。 The case is difficult or has several legal relations.',
    },
    BY_STATUTE: { description: '法律、法规规定应当审核的其他情形。 Another law demands it.' },
  },
});

export enum ReviewResult {
  PASS = 'PASS',
  FAIL = 'FAIL',
}
registerEnumType(ReviewResult, {
  name: 'ReviewResult',
  description: '法制审核结论。 What a legal review finds.',
  valuesConfig: {
    PASS: { description: '通过。 Passed.' },
    FAIL: { description: '不通过,退回补充调查。 Not passed: back to the investigation.' },
  },
});

export enum HearingOutcome {
  HELD = 'HELD',
  ABANDONED = 'ABANDONED',
}
registerEnumType(HearingOutcome, {
  name: 'HearingOutcome',
  description: '听证的结果。 How a hearing ended.',
  valuesConfig: {
    HELD: { description: '已举行,制作笔录。 It was held, and recorded.' },
    ABANDONED: { description: '当事人无正当理由不出席或中途退出,视为放弃。 The party stayed away or left: given up.' },
  },
});

export enum NoPenaltyGround {
  MINOR_AND_CORRECTED = 'MINOR_AND_CORRECTED',
  FIRST_AND_MINOR = 'FIRST_AND_MINOR',
  NO_FAULT = 'NO_FAULT',
  UNDER_14 = 'UNDER_14',
  NOT_ACCOUNTABLE = 'NOT_ACCOUNTABLE',
  NOT_PROVED = 'NOT_PROVED',
}
registerEnumType(NoPenaltyGround, {
  name: 'NoPenaltyGround',
  description: '不予处罚的情形(行政处罚法第三十至三十三、五十七条)。 Why there is no penalty (§§ 30 to 33, 57).',
  valuesConfig: {
    MINOR_AND_CORRECTED: { description: '轻微并及时改正,没有造成危害后果。 Minor, corrected in time, no harm.' },
    FIRST_AND_MINOR: { description: '初次违法且危害后果轻微并及时改正。 A first time, with little harm, corrected.' },
    NO_FAULT: { description: '当事人证明没有主观过错。 The party proves that it was not at fault.' },
    UNDER_14: { description: '不满十四周岁。 The party was under 14.' },
    NOT_ACCOUNTABLE: { description: '不能辨认或者不能控制自己行为。 The party could not know or govern what it did.' },
    NOT_PROVED: { description: '违法事实不能成立。 The facts do not stand.' },
  },
});
