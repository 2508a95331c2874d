import { registerEnumType } from 'type-graphql';

export enum DisputeState {
  RECEIVED = 'RECEIVED',
  MEDIATING = 'MEDIATING',
  AGREED = 'AGREED',
  PERFORMING = 'PERFORMING',
  CLOSED = 'CLOSED',
  REFERRED = 'REFERRED',
}
registerEnumType(DisputeState, {
  name: 'DisputeState',
  description: '矛盾纠纷调处的状态(DI-23)。 State of a dispute.',
  valuesConfig: {
    RECEIVED: { description: '已受理,待指派调解员。 Received; a mediator is to be assigned.' },
    MEDIATING: { description: '调解中。 Being mediated.' },
    AGREED: { description: '已达成协议,待各方签署。 Agreed; the parties are to sign.' },
    PERFORMING: { description: '已签署,待履行。 Signed; to be performed.' },
    CLOSED: { description: '已履行,结案。 Performed and closed.' },
    REFERRED: { description: '调解不成或未履行,已告知并移转。 Not settled: referred elsewhere.' },
  },
});

export enum ReferralForum {
  COURT = 'COURT',
  ARBITRATION = 'ARBITRATION',
  ADMINISTRATIVE = 'ADMINISTRATIVE',
}
registerEnumType(ReferralForum, {
  name: 'ReferralForum',
  description: '调解不成的去处:仲裁、行政、司法(《人民调解法》第二十六条)。 Where a dispute goes that was not settled.',
  valuesConfig: {
    COURT: { description: '人民法院。 A court.' },
    ARBITRATION: { description: '仲裁机构。 Arbitration.' },
    ADMINISTRATIVE: { description: '行政机关。 An administrative body.' },
  },
});
