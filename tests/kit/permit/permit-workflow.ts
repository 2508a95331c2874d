import { declareEvent } from '../../../kit/events/declare-event.js';
import type { DeadlinePassed } from '../../../kit/workflow/timers-of.js';
import {
  type Choice,
  defineWorkflow,
  emission,
  type Moment,
  type Workflow,
  type WorkflowTable,
} from '../../../kit/workflow/workflow.js';
import { Permit, type PermitState } from './permit.js';

/** That a permit was granted. */
export const permitGranted = declareEvent(
  'PermitGranted',
  { zh: '许可已准予', en: 'Permit granted' },
  { metres: 'number', applicant: 'text?' },
);

/** What each verb is sent. */
export interface PermitInputs {
  applyPermit: { readonly applicant: string };
  consult: null;
  consent: { readonly department: string; readonly answer: 'YES' | 'NO' };
  endConsulting: DeadlinePassed;
  pause: { readonly reason: string };
  resume: null;
  remind: null;
  extendReview: { readonly days: number };
  review: null;
  sendBack: { readonly reason: string };
  grantPermit: { readonly metres: number };
  refusePermit: null;
  lapse: DeadlinePassed;
}

const source = { zh: '测试', en: 'test' };
const named = (en: string): { zh: string; en: string } => ({ zh: en, en });

/** NO of one party refuses; YES of all goes on; otherwise it stays. */
const byAnswers: Choice<Permit, unknown> = {
  among: ['CONSULTING', 'REVIEW', 'REFUSED'],
  rule: named('all consent, none refuses'),
  choose: ({ departments }, { answers }: Pick<Moment<unknown>, 'answers'>): PermitState => {
    const given = departments.map((department) => answers[department]?.answer);
    if (given.includes('NO')) return 'REFUSED';
    return given.every((answer) => answer === 'YES') ? 'REVIEW' : 'CONSULTING';
  },
};

const review = {
  name: 'review',
  title: named('review'),
  length: { rule: named('five working days'), of: () => ({ amount: 5, unit: 'WORKING_DAY' as const }) },
  then: 'lapse',
};

/** The table, from which tests make others that are wrong. */
export const permitTable: WorkflowTable<Permit, PermitInputs> = {
  module: 'permit',
  name: 'permit',
  title: named('Permit'),
  source,
  entity: Permit,
  steps: { applied: named('applied'), decided: named('decided') },
  states: {
    DRAFT: { title: named('draft') },
    CONSULTING: {
      title: named('consulting'),
      gathers: { title: named('consents of departments'), parties: ({ departments }) => departments },
      deadline: {
        name: 'consulting',
        title: named('consulting'),
        // Nobody is waited for where nobody is asked.
        length: {
          rule: named('two days'),
          of: ({ departments }) => (departments.length === 0 ? null : { amount: 2, unit: 'DAY' }),
        },
        then: 'endConsulting',
      },
    },
    REVIEW: { title: named('review'), deadline: review },
    SECOND_REVIEW: { title: named('second review'), deadline: review },
    PAUSED: { title: named('paused'), suspends: 'review' },
    GRANTED: { title: named('granted'), final: true },
    REFUSED: { title: named('refused'), final: true },
    LAPSED: { title: named('lapsed'), final: true },
  },
  transitions: {
    applyPermit: {
      title: named('apply'),
      from: [],
      to: 'DRAFT',
      by: ['citizen'],
      source,
      step: 'applied',
      guards: [
        {
          reason: 'APPLICANT_BLANK',
          code: 'INVALID',
          sentence: (_row, { input }) => named(`The applicant "${input.applicant}" has no name.`),
          source,
          holds: (_row, { input }) => input.applicant.trim() !== '',
        },
      ],
      entry: (_row, { input }) => ({ personal: { applicant: input.applicant } }),
    },
    consult: { title: named('consult'), from: ['DRAFT'], to: 'CONSULTING', by: ['grid_admin'], source },
    consent: {
      title: named('consent'),
      from: ['CONSULTING'],
      to: byAnswers,
      by: ['department_officer'],
      source,
      answers: (_row, { input }) => ({ party: input.department, answer: input.answer }),
      entry: (_row, { input }) => ({ values: { department: input.department, answer: input.answer } }),
    },
    endConsulting: {
      title: named('end consulting'),
      from: ['CONSULTING'],
      to: byAnswers,
      by: 'system',
      source,
      silence: 'YES',
      entry: (_row, { input }) => ({ values: { dueAt: input.dueAt } }),
    },
    pause: {
      title: named('pause'),
      from: ['REVIEW'],
      to: 'PAUSED',
      by: ['grid_admin'],
      source,
      entry: (_row, { input }) => ({ comment: input.reason }),
    },
    resume: { title: named('resume'), from: ['PAUSED'], to: 'REVIEW', by: ['grid_admin'], source },
    remind: { title: named('remind'), from: ['REVIEW'], to: 'REVIEW', by: ['grid_admin'], source, restarts: true },
    extendReview: {
      title: named('extend'),
      from: ['REVIEW', 'SECOND_REVIEW'],
      to: { among: ['REVIEW', 'SECOND_REVIEW'], rule: named('stays'), choose: ({ state }) => state },
      by: ['grid_admin'],
      source,
      once: true,
      extends: { deadline: 'review', by: (_row, { input }) => ({ amount: input.days, unit: 'WORKING_DAY' }) },
    },
    review: {
      title: named('review'),
      from: ['REVIEW'],
      to: 'SECOND_REVIEW',
      by: ['grid_admin', 'evaluator'],
      source,
      conditions: [
        {
          reason: 'PERMIT_SMALL',
          code: 'CONFLICT',
          sentence: named('Only a permit of more than 100 metres is reviewed twice.'),
          source,
          holds: ({ metres }) => metres > 100,
        },
      ],
    },
    sendBack: { title: named('send back'), from: ['SECOND_REVIEW'], to: 'DRAFT', by: ['evaluator'], source },
    grantPermit: {
      title: named('grant'),
      from: ['REVIEW', 'SECOND_REVIEW'],
      to: 'GRANTED',
      by: ['evaluator'],
      source,
      step: 'decided',
      effect: {
        title: named('sets the metres'),
        apply: (row, { input }) => {
          row.metres = input.metres;
        },
      },
      emits: [emission(permitGranted, (row) => ({ metres: row.metres, applicant: null }))],
    },
    refusePermit: {
      title: named('refuse'),
      from: ['REVIEW', 'SECOND_REVIEW', 'PAUSED'],
      to: 'REFUSED',
      by: ['evaluator'],
      source,
      step: 'decided',
    },
    lapse: { title: named('lapse'), from: ['REVIEW', 'SECOND_REVIEW'], to: 'LAPSED', by: 'system', source },
  },
};

/** The workflow of permits. */
export const permitWorkflow: Workflow<Permit, PermitInputs> = defineWorkflow(permitTable);
