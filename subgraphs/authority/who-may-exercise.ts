import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { Exercise, ExerciseLevel, ExerciseReason, reservedReasons, sentences } from './exercise.js';
import { covers, isSuspendedOn } from './in-force.js';
import { PowerGrant } from './power-grant.js';
import { PowerItem, ReservedScope } from './power-item.js';
import { countyOf, Region, townOf } from './region.js';

/** What is to be done, where, and on which day. */
export interface ExerciseQuestion {
  readonly item: string;
  readonly region: string;
  readonly on?: string | null;
}

/**
 * AU-25: everything is exercised where it happens by the town that was granted it, except what crosses towns, is urgent
 * and dangerous, or needs special technique; that, and what was not granted, stays with the county's department.
 * Faults: NOT_FOUND for an unknown item or region; INVALID, reason PLACE_ABOVE_COUNTY.
 */
export async function whoMayExercise(context: Context, question: ExerciseQuestion): Promise<Exercise> {
  const { session, clock } = context;
  const [item, region] = await Promise.all([
    session.one(PowerItem, 'code', question.item),
    session.one(Region, 'code', question.region),
  ]);
  if (item === null) throw notFound(PowerItem, question.item);
  if (region === null) throw notFound(Region, question.region);
  if (countyOf(region.code) === null) throw placeAboveCounty(region);
  const town = townOf(region.code);
  if (item.reservedScope !== ReservedScope.TERRITORIAL)
    return byCounty(context, item, reservedReasons[item.reservedScope]);
  // A place that is a whole county holds several towns.
  if (town === null) return byCounty(context, item, ExerciseReason.CROSS_TOWN);
  const granted = await session.many(PowerGrant, 'itemCode', item.code, ['regionCode', 'effectiveFrom']);
  const grants = granted.filter((grant) => grant.regionCode === town);
  return byGrant(context, item, grants, question.on ?? dayOf(clock.now()));
}

function byGrant(context: Context, item: PowerItem, grants: readonly PowerGrant[], day: string): Exercise {
  const covering = grants.filter((grant) => covers(grant, day));
  const inForce = covering.find((grant) => !isSuspendedOn(grant, day));
  if (inForce) {
    return exercise(context, ExerciseLevel.TOWN, inForce.granteeCode, ExerciseReason.GRANTED, inForce);
  }
  if (covering[0]) return byCounty(context, item, ExerciseReason.SUSPENDED, covering[0]);
  const latest = grants.at(-1);
  return latest
    ? byCounty(context, item, ExerciseReason.NOT_IN_FORCE, latest)
    : byCounty(context, item, ExerciseReason.NOT_DELEGATED);
}

function byCounty(
  context: Context,
  item: PowerItem,
  reason: ExerciseReason,
  grant: PowerGrant | null = null,
): Exercise {
  return exercise(context, ExerciseLevel.COUNTY, item.sourceOrganizationCode, reason, grant);
}

function exercise(
  { language }: Context,
  level: ExerciseLevel,
  organizationCode: string,
  reason: ExerciseReason,
  grant: PowerGrant | null,
): Exercise {
  return Object.assign(new Exercise(), {
    level,
    organizationCode,
    reason,
    grant,
    sentence: sentences[reason][language],
  });
}

function placeAboveCounty(region: Region): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `「${region.name}」大于一个县,请给出县、镇街或村社区。`,
      en: `"${region.code}" is larger than a county; name a county, town or village.`,
    },
    { reason: 'PLACE_ABOVE_COUNTY', details: { region: region.code } },
  );
}
