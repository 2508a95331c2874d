import { registerEnumType } from 'type-graphql';

export enum PatrolState {
  PLANNED = 'PLANNED',
  ISSUED = 'ISSUED',
  IN_PROGRESS = 'IN_PROGRESS',
  OVERDUE = 'OVERDUE',
  DONE = 'DONE',
  CANCELLED = 'CANCELLED',
}
registerEnumType(PatrolState, {
  name: 'PatrolState',
  description: '巡查任务的状态。 State of a patrol task.',
  valuesConfig: {
    PLANNED: { description: '已计划,未下发。 Planned, not issued yet.' },
    ISSUED: { description: '已下发,未开始。 Issued, not begun.' },
    IN_PROGRESS: { description: '巡查中。 Under way.' },
    OVERDUE: { description: '已逾期,仍可完成并注明。 Overdue; may still be finished, and is marked late.' },
    DONE: { description: '已完成。 Done.' },
    CANCELLED: { description: '已取消。 Cancelled.' },
  },
});
