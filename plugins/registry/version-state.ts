import { registerEnumType } from 'type-graphql';

export enum VersionState {
  WAITING = 'WAITING',
  INSTALLED = 'INSTALLED',
  KEPT = 'KEPT',
  REJECTED = 'REJECTED',
}
registerEnumType(VersionState, {
  name: 'SubgraphVersionState',
  description: '子图版本的状态。 State of a version.',
  valuesConfig: {
    WAITING: { description: '待审批。 Waits for approval.' },
    INSTALLED: { description: '在用:在总图中。 Part of the graph.' },
    KEPT: { description: '留存:曾在用,可一步恢复。 Was part of the graph, and can be again in one step.' },
    REJECTED: { description: '未获批准。 Was not approved.' },
  },
});
