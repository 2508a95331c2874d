import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { Context } from '../../../kit/module/context.js';
import { Event } from '../event.js';
import { eventSettings } from '../settings.js';
import { visibleRows } from '../visible-rows.js';

/** The events that run on one platform of a county's towns (DI-07). */
@ObjectType({ description: '一个平台(模块)的事件数(DI-07)。 The events of one platform, in figures.' })
export class PlatformCount {
  @Field(() => String, {
    description: '平台,按本县规则 event.platforms。 The platform, as the county’s profile names it.',
  })
  platform!: string;

  @Field(() => Int, { description: '总数。 All.' })
  total!: number;

  @Field(() => Int, { description: '未结案数。 Those not closed yet.' })
  open!: number;

  @Field(() => Int, { description: '未结案而曾超时的。 Open ones that have missed a deadline.' })
  overdue!: number;
}

interface Counted {
  readonly key: string;
  readonly platform: string;
  readonly total: number;
  readonly open: number;
  readonly overdue: number;
}

/** Of an event as `visibleRows` gives it: neither closed, nor rejected, nor merged. */
export const isOpen = `state not in ('CLOSED', 'EVALUATED', 'APPRAISED', 'ARCHIVED', 'REJECTED', 'MERGED')`;

/** Of an event as `visibleRows` gives it: a deadline of it has passed. */
export const hasClimbed = `course->'counts'->>'climbEvent' is not null`;

/**
 * The platforms of the county that a region is or lies in, in the order of its profile in force, each with the region's events
 * that run on it: as far as the caller sees them.
 */
export async function platformCounts(context: Context, region: string): Promise<PlatformCount[]> {
  const rules = await countyRules(context.session, region, context.clock);
  const counted = await context.session.batch('platforms', region, countByPlatform);
  // What was filed under an earlier version of the profile is counted behind those of today.
  const names = new Set([...rules.read(eventSettings.platforms), ...counted.map(({ platform }) => platform)]);
  return [...names].map((platform) => {
    const row = counted.find((each) => each.platform === platform);
    return Object.assign(new PlatformCount(), { platform, total: 0, open: 0, overdue: 0 }, row);
  });
}

async function countByPlatform(codes: readonly string[], manager: EntityManager): Promise<Counted[][]> {
  const events = await visibleRows(manager, Event, ['regionCode', 'state', 'platform', 'course']);
  const rows = (await manager.execute(
    `select wanted.key, platform, count(*)::int as "total",
       count(*) filter (where ${isOpen})::int as "open",
       count(*) filter (where ${isOpen} and ${hasClimbed})::int as "overdue"
     from (${events.statement}) as events
     join jsonb_array_elements_text(?::jsonb) as wanted(key) on starts_with(region_code, wanted.key)
     where platform is not null group by 1, 2`,
    [...events.values, JSON.stringify(codes)],
  )) as Counted[];
  const byKey = Map.groupBy(rows, (row) => row.key);
  return codes.map((code) => byKey.get(code) ?? []);
}
