import { isSealed } from '../../kit/timeline/seal.js';
import type { Guard } from '../../kit/workflow/workflow.js';
import type { Event } from './event.js';
import type { EventInputs } from './event-inputs.js';

/** 归档入云: the archive takes only what a signed daily head covers. */
export const sealed: Guard<Event, EventInputs['archiveEvent']> = {
  reason: 'TIMELINE_NOT_SEALED',
  code: 'CONFLICT',
  source: { zh: '归档须有已签名的日摘要(DI-01)', en: 'A signed daily head covers what is archived (DI-01)' },
  sentence: ({ eventNo }) => ({
    zh: `${eventNo} 的留痕尚未由已签名的日摘要覆盖。`,
    en: `No signed daily head covers the timeline of ${eventNo} yet.`,
  }),
  holds: ({ id }, { context }) => isSealed(context, id),
};
