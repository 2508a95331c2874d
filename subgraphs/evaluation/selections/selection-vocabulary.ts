import { registerEnumType } from 'type-graphql';

export enum SelectionState {
  ANNOUNCED = 'ANNOUNCED',
  CHOOSING = 'CHOOSING',
  MODULE_CHOOSING = 'MODULE_CHOOSING',
  MATCHED = 'MATCHED',
  ADJUSTING = 'ADJUSTING',
  CONFIRMED = 'CONFIRMED',
}
registerEnumType(SelectionState, {
  name: 'SelectionState',
  description: '双向选岗的状态(EV-14)。 State of a two-way selection of posts.',
  valuesConfig: {
    ANNOUNCED: { description: '已公布岗位。 Announced.' },
    CHOOSING: { description: '干部选岗。 People choose posts.' },
    MODULE_CHOOSING: { description: '模块选人。 Modules choose people.' },
    MATCHED: { description: '系统已匹配。 Matched by the system.' },
    ADJUSTING: { description: '组织调配。 Being adjusted by hand.' },
    CONFIRMED: { description: '已确定,写入任岗。 Confirmed: the holdings came of it.' },
  },
});
