import { registerEnumType } from 'type-graphql';

export enum AdjustmentKind {
  SPLIT = 'SPLIT',
  MERGE = 'MERGE',
  REDRAW = 'REDRAW',
  RENAME = 'RENAME',
}
registerEnumType(AdjustmentKind, {
  name: 'GridAdjustmentKind',
  description:
    '网格调整的种类;网格始终覆盖全域,故新设即拆分,撤销即合并。 What is done; as grids cover all ground, a new one comes of a split and one goes by a merge.',
  valuesConfig: {
    SPLIT: { description: '拆分:一个网格成为几个,原编码撤销。 One grid becomes several; its code retires.' },
    MERGE: { description: '合并:几个网格成为一个,原编码撤销。 Several grids become one; their codes retire.' },
    REDRAW: { description: '调整边界:编码不变。 The border between grids moves; their codes stay.' },
    RENAME: { description: '更名:编码不变。 Another name; the code stays.' },
  },
});

export enum AdjustmentState {
  PROPOSED = 'PROPOSED',
  TOWN_REVIEW = 'TOWN_REVIEW',
  COUNTY_REVIEW = 'COUNTY_REVIEW',
  APPROVED = 'APPROVED',
  EFFECTIVE = 'EFFECTIVE',
  REJECTED = 'REJECTED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(AdjustmentState, {
  name: 'GridAdjustmentState',
  description: '网格调整的状态。 State of an adjustment of grids.',
  valuesConfig: {
    PROPOSED: { description: '已提出。 Proposed.' },
    TOWN_REVIEW: { description: '镇街审核。 With the town.' },
    COUNTY_REVIEW: { description: '县级审核。 With the county.' },
    APPROVED: { description: '已批准,待生效。 Approved, not yet in force.' },
    EFFECTIVE: { description: '已生效。 In force.' },
    REJECTED: { description: '不予调整。 Rejected.' },
    WITHDRAWN: { description: '已撤回。 Withdrawn.' },
  },
});
