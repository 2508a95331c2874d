import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Moment } from '../../../kit/workflow/workflow.js';
import type { Event } from '../event.js';
import type { Filing } from '../event-inputs.js';
import { nearestRoad } from './nearest-road.js';
import { RoadSegment } from './road-segment.js';
import { roadSettings } from './road-settings.js';

/**
 * The road that an event lies on, where the county has chiefs and this class of events is theirs; null otherwise. Its chief's
 * team is to lead (DI-14).
 */
export async function roadOfEvent(
  { regionCode, longitude, latitude }: Event,
  { context, input, rules }: Pick<Moment<Filing>, 'context' | 'input' | 'rules'>,
): Promise<RoadSegment | null> {
  if (longitude === null || latitude === null || !isForChiefs(rules, input.majorClass)) return null;
  const roads = await context.session.many(RoadSegment, 'regionCode', regionCode, ['code']);
  const kept = roads.filter(({ organizationCode }) => organizationCode !== null);
  return nearestRoad(kept, { longitude, latitude }, rules.read(roadSettings.width));
}

function isForChiefs(rules: CountyRules, majorClass: string): boolean {
  return rules.read(roadSettings.provided) && rules.read(roadSettings.classes).includes(majorClass);
}
