import { countyRules } from '../../kit/county/county-rules-of.js';
import type { Target } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { allowedOn } from '../../kit/workflow/allowed-on.js';
import { move } from '../../kit/workflow/move.js';
import { askFiling } from './ask-filing.js';
import { askTown } from './ask-town.js';
import { callSettings, noPlatform } from './calls/call-settings.js';
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
  const event = await allowedOn(eventWorkflow, 'fileEvent', target, context);
  const filing = await askFiling(context, event.regionCode, chosen);
  const townCode = filing.primarySide === 'COUNTY' ? await callerOf(context, event) : null;
  return move(eventWorkflow, 'fileEvent', target, context, { ...filing, townCode });
}

/** The government that may have to call the county for an event; null where the county answers no calls. */
async function callerOf(context: Context, { regionCode, course }: Event): Promise<string | null> {
  const rules = await countyRules(context.session, regionCode, context.clock, course.profileVersion);
  return rules.read(callSettings.platform) === noPlatform ? null : askTown(context, regionCode);
}
