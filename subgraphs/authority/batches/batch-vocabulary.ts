import { registerEnumType } from 'type-graphql';

export enum BatchState {
  DRAFT = 'DRAFT',
  APPROVED = 'APPROVED',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(BatchState, {
  name: 'BatchState',
  description: '分批下放计划的状态(AU-28)。 State of a batch.',
  valuesConfig: {
    DRAFT: { description: '草案。 Draft.' },
    APPROVED: { description: '已批准,待公布。 Approved, to be published.' },
    PUBLISHED: { description: '已公布,形成赋权。 Published: the grants came of it.' },
    WITHDRAWN: { description: '已撤回。 Withdrawn.' },
  },
});
