import { defineWorkflow } from '../../kit/workflow/workflow.js';
import { closing } from './closing-transitions.js';
import { dispatching } from './dispatching-transitions.js';
import { Event } from './event.js';
import type { EventInputs } from './event-inputs.js';
import { eventStates, nineSteps } from './event-states.js';
import { handling } from './handling-transitions.js';
import { intake } from './intake-transitions.js';

/** The life of an event, from the report to the archive in nine steps (DI-01). */
export const eventWorkflow = defineWorkflow<Event, EventInputs>({
  module: 'dispatch',
  name: 'event',
  title: { zh: '事件九步闭环', en: 'The nine steps of an event' },
  source: { zh: '江阴九步工作流程(DI-01)', en: 'The nine steps of 江阴 (DI-01)' },
  entity: Event,
  states: eventStates,
  transitions: { ...intake, ...dispatching, ...handling, ...closing },
  steps: nineSteps,
});
