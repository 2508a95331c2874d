import { registerEnumType } from 'type-graphql';

export enum CommandOrderState {
  ISSUED = 'ISSUED',
  MOBILISING = 'MOBILISING',
  ON_SCENE = 'ON_SCENE',
  CONTROLLED = 'CONTROLLED',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(CommandOrderState, {
  name: 'CommandOrderState',
  description: '掌上指挥指令的状态(DI-16)。 State of a command order.',
  valuesConfig: {
    ISSUED: { description: '已下达。 Issued.' },
    MOBILISING: { description: '出动中:已有单位应答。 Somebody has answered; units set out.' },
    ON_SCENE: { description: '已有单位到场。 Somebody has arrived.' },
    CONTROLLED: { description: '现场已控制。 The situation is under control.' },
    CLOSED: { description: '已办结,线上专班解散。 Closed; the group is dissolved.' },
    CANCELLED: { description: '已撤销。 Cancelled.' },
  },
});

export enum ResponderState {
  SENT = 'SENT',
  DELIVERED = 'DELIVERED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  DEPARTED = 'DEPARTED',
  ARRIVED = 'ARRIVED',
}
registerEnumType(ResponderState, {
  name: 'ResponderState',
  description: '应召单位的状态(DI-16)。 How far one organisation has come.',
  valuesConfig: {
    SENT: { description: '已发送,待手机回执。 Sent; the telephone’s receipt is awaited.' },
    DELIVERED: { description: '已送达。 Delivered.' },
    ACKNOWLEDGED: { description: '已应答。 Acknowledged.' },
    DEPARTED: { description: '已出动。 Has set out.' },
    ARRIVED: { description: '已到场。 Has arrived.' },
  },
});

export enum DeliveryChannel {
  LIVE = 'LIVE',
  SMS = 'SMS',
}
registerEnumType(DeliveryChannel, {
  name: 'DeliveryChannel',
  description: '指令送达的渠道。 How an order reached somebody.',
  valuesConfig: {
    LIVE: { description: '手机终端实时收到并回执。 Live, with the telephone’s receipt.' },
    SMS: { description: '逾时无回执,转短信。 By short message, no receipt having come in time.' },
  },
});

export enum CommandLevel {
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
  VILLAGE = 'VILLAGE',
  GRID = 'GRID',
}
registerEnumType(CommandLevel, {
  name: 'CommandLevel',
  description: '区、乡、村、格四级(DI-17)。 The four levels that act together.',
  valuesConfig: {
    COUNTY: { description: '区(县)级部门。 A department of the county.' },
    TOWN: { description: '乡镇、街道的机构。 A body of a town.' },
    VILLAGE: { description: '村、社区。 A village or community.' },
    GRID: { description: '网格:联系人在该网格任职。 A grid, in which the contact serves.' },
  },
});
