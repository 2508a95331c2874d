import { registerEnumType } from 'type-graphql';

export enum ServiceMethod {
  IN_PERSON = 'IN_PERSON',
  LEFT_AT_PLACE = 'LEFT_AT_PLACE',
  POST = 'POST',
  ENTRUSTED = 'ENTRUSTED',
  ELECTRONIC = 'ELECTRONIC',
  PUBLIC_NOTICE = 'PUBLIC_NOTICE',
}
registerEnumType(ServiceMethod, {
  name: 'ServiceMethod',
  description: '送达方式(行政处罚法第六十一条,民事诉讼法)。 How a decision is served.',
  valuesConfig: {
    IN_PERSON: { description: '直接送达。 Handed over.' },
    LEFT_AT_PLACE: { description: '留置送达,须有见证人。 Left at the place before a witness.' },
    POST: { description: '邮寄送达。 By post.' },
    ENTRUSTED: { description: '委托送达。 By another agency.' },
    ELECTRONIC: { description: '电子送达,须当事人同意并签订确认书。 Electronically, with the party’s signed consent.' },
    PUBLIC_NOTICE: { description: '公告送达,公告满三十日。 By a public notice of thirty days.' },
  },
});
