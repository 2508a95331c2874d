import { requireRole } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { policyOf } from '../../kit/workflow/policies-of.js';
import { requireOwnPatrol } from './ask-patrol.js';
import { askPlace } from './ask-place.js';
import type { ReportEventInput } from './event-arguments.js';
import type { Event } from './event.js';
import { EventSource } from './event-vocabulary.js';
import { eventWorkflow } from './event-workflow.js';
import { beginEvent } from './new-event.js';

/**
 * Reports what the caller found, at its position (DI-01 天上有云, 地上有格). Faults: INVALID, reason OUTSIDE_COUNTY,
 * FUTURE_TIME, PHOTO_MISSING, PHOTO_ELSEWHERE, TEXT_LENGTH; those of `requireOwnPatrol` and of attaching files.
 */
export async function reportEvent(context: Context, report: ReportEventInput): Promise<Event> {
  requireRole(policyOf(eventWorkflow, 'reportEvent'), context);
  if (report.patrolTaskId != null) await requireOwnPatrol(context, report.patrolTaskId);
  const place = await askPlace(context, report);
  return beginEvent(
    'reportEvent',
    context,
    {
      source: sourceOf(context),
      priority: report.priority,
      regionCode: place.townCode,
    },
    {
      description: report.description,
      address: report.address ?? null,
      place,
      occurredAt: report.occurredAt ?? context.clock.now(),
      files: report.files,
      patrolTaskId: report.patrolTaskId ?? null,
      externalRef: null,
      reporterName: null,
      reporterPhone: null,
    },
  );
}

/** Who reports tells the source, so that nobody can claim another one. */
function sourceOf({ caller: { grants } }: Context): EventSource {
  if (grants.has('realm:grid_officer')) return EventSource.GRID_PATROL;
  return grants.has('realm:citizen') ? EventSource.CITIZEN : EventSource.DEPARTMENT;
}
