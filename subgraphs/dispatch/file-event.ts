import type { Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import { askFiling } from './ask-filing.js';
import type { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';

/**
 * Files an event under its lowest category: the category's territorial duty names the lead, and a simple one stays with
 * the town (DI-25). Faults: NOT_FOUND for the category; reason CATEGORY_NOT_LOWEST or PLATFORM_UNKNOWN.
 */
export async function fileEvent(
  context: Context,
  target: Target,
  chosen: { readonly categoryCode: string; readonly platform: string },
): Promise<Event> {
  const { regionCode } = await allowedOn(eventWorkflow, 'fileEvent', target, context);
  const filing = await askFiling(context, regionCode, chosen);
  return move(eventWorkflow, 'fileEvent', target, context, filing);
}
