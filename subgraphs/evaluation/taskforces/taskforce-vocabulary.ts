import { registerEnumType } from 'type-graphql';

export enum TaskforceState {
  FORMED = 'FORMED',
  RUNNING = 'RUNNING',
  DISSOLVED = 'DISSOLVED',
}
registerEnumType(TaskforceState, {
  name: 'TaskforceState',
  description: '专班的状态(EV-05)。 State of a taskforce.',
  valuesConfig: {
    FORMED: { description: '已组建。 Formed.' },
    RUNNING: { description: '攻坚中。 At work.' },
    DISSOLVED: { description: '已解散。 Dissolved.' },
  },
});
