import { declareSetting } from '../../../kit/county/setting.js';
import type { Condition } from '../../../kit/identity/policy.js';
import { defineWorkflow } from '../../../kit/workflow/workflow.js';
import { written } from '../../../kit/workflow/written-text.js';
import { SupervisionState, SupervisionTask } from './supervision-task.js';

const source = {
  zh: '加强审管联动:许可后由有监管权的机构纳入监管(AU-13)',
  en: 'Approval and supervision go together: what is licensed is supervised by whoever may (AU-13)',
};

/** How soon what was licensed is looked into for the first time; the length is ours. */
export const supervisionSettings = {
  firstCheck: declareSetting({
    key: 'supervision.first-check',
    kind: 'duration',
    title: { zh: '许可后首次核查时限', en: 'Time for the first check after a licence' },
    otherwise: { amount: 10, unit: 'WORKING_DAY' },
  }),
} as const;

const ofSupervisor: Condition<SupervisionTask> = {
  reason: 'NOT_SUPERVISOR',
  code: 'FORBIDDEN',
  sentence: { zh: '该任务由其他机构办理。', en: 'The task is another organisation’s.' },
  source,
  holds: ({ organizationCode }, { caller }) => caller.organizations.includes(organizationCode),
};

/** What each verb of a task is sent. */
export interface SupervisionInputs {
  readonly openSupervision: object;
  readonly finishSupervision: { readonly result: string };
}

/** The life of a supervision task: it comes with a licence's event, and ends with what was found. */
export const supervisionWorkflow = defineWorkflow<SupervisionTask, SupervisionInputs>({
  module: 'authority',
  name: 'supervision',
  title: { zh: '审管联动监管任务', en: 'Supervision after a licence' },
  source,
  entity: SupervisionTask,
  states: {
    OPEN: {
      title: { zh: '待办', en: 'open' },
      deadline: {
        name: 'first-check',
        title: { zh: '首次核查', en: 'First check' },
        length: supervisionSettings.firstCheck,
      },
    },
    DONE: { title: { zh: '已办结', en: 'done' }, final: true },
  },
  transitions: {
    openSupervision: {
      title: { zh: '生成监管任务', en: 'A task comes of a licence' },
      from: [],
      to: SupervisionState.OPEN,
      by: 'system',
      source,
      entry: ({ licenceNumber, occasion }) => ({ values: { licence: licenceNumber, occasion } }),
    },
    finishSupervision: {
      title: { zh: '办结监管任务', en: 'Finish a supervision task' },
      from: [SupervisionState.OPEN],
      to: SupervisionState.DONE,
      by: ['department_handler', 'town_leader'],
      source,
      conditions: [ofSupervisor],
      guards: [written({ zh: '监管情况', en: 'The result' }, 1000, source, ({ result }) => result)],
      effect: {
        title: { zh: '记录监管情况', en: 'what was found is kept' },
        apply: (row, { input, now }) => {
          row.result = input.result.trim();
          row.doneAt = now;
        },
      },
      entry: (_row, { input }) => ({ comment: input.result.trim() }),
    },
  },
});
