import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { visibleRows } from '../visible-rows.js';
import { TownCall } from './town-call.js';

/** Calls in figures, as far as the caller sees them: 呼得准、应得快、办得好 (DI-10). Nobody's silence is a rating. */
@ObjectType({
  description:
    '呼叫汇总(按调用者可见范围):呼得准、应得快、办得好(DI-10)。 Calls in figures, of those that this caller may see.',
})
export class CallSummary {
  @Field(() => Int, { description: '呼叫数。 Calls that were made.' })
  calls!: number;

  @Field(() => Int, { description: '不予受理数。 Those rejected.' })
  rejected!: number;

  @Field(() => Int, { description: '已响应数。 Those responded to.' })
  responded!: number;

  @Field(() => Int, { description: '已办结数。 Those resolved.' })
  resolved!: number;

  @Field(() => Float, {
    nullable: true,
    description: '呼得准:研判即受理的占比;没有研判过的为空。 Share accepted at the first judgement; none before one.',
  })
  acceptedShare!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '应得快:派发至响应的中位数(分钟)。 Median minutes from assignment to response; none before one.',
  })
  medianResponseMinutes!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '办得好:首次评价即满意的占比。 Share that the town’s first rating let pass; none before one.',
  })
  resolvedAtFirstRatingShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '镇街评部门的均值(1—5),未评价不计入。 Mean of what towns gave; what nobody gave is left out.',
  })
  meanTownRating!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '部门评镇街的均值(1—5),未评价不计入。 Mean of what departments gave, likewise.',
  })
  meanDepartmentRating!: number | null;

  @Field(() => Int, {
    description: '期满未评价的个数(两个方向合计)。 Ratings that nobody gave in time, of both sides.',
  })
  notRated!: number;
}

type Keyed = CallSummary & { readonly key: string };

const columns = [
  'regionCode',
  'leadDepartmentCode',
  'calledAt',
  'assignedAt',
  'ground',
  'respondedAt',
  'resolvedAt',
  'round',
  'firstTownRating',
  'townRating',
  'departmentRating',
  'ratingsEndedAt',
] as const;

/** Sums the calls of each region and of what lies in it, in the order of the codes; one statement for all. */
export function summariseCallsOfRegions(codes: readonly string[], manager: EntityManager): Promise<CallSummary[]> {
  return summarise(codes, manager, 'starts_with(region_code, wanted.key)');
}

/** Sums the calls that each department led. */
export function summariseCallsOfDepartments(codes: readonly string[], manager: EntityManager): Promise<CallSummary[]> {
  return summarise(codes, manager, 'lead_department_code = wanted.key');
}

async function summarise(codes: readonly string[], manager: EntityManager, join: string): Promise<CallSummary[]> {
  const calls = await visibleRows(manager, TownCall, columns);
  const rows = (await manager.execute(
    `select wanted.key, count(*)::int as "calls",
       count(*) filter (where ground is not null)::int as "rejected",
       count(*) filter (where responded_at is not null)::int as "responded",
       count(*) filter (where resolved_at is not null)::int as "resolved",
       (count(*) filter (where assigned_at is not null))::float
         / nullif(count(*) filter (where assigned_at is not null or ground is not null), 0) as "acceptedShare",
       percentile_cont(0.5) within group (order by extract(epoch from responded_at - assigned_at) / 60)
         as "medianResponseMinutes",
       (count(*) filter (where first_town_rating is not null and round = 1))::float
         / nullif(count(*) filter (where first_town_rating is not null), 0) as "resolvedAtFirstRatingShare",
       avg(town_rating)::float as "meanTownRating", avg(department_rating)::float as "meanDepartmentRating",
       (count(*) filter (where ratings_ended_at is not null and town_rating is null)
         + count(*) filter (where ratings_ended_at is not null and department_rating is null))::int as "notRated"
     from (${calls.statement}) as calls
     join jsonb_array_elements_text(?::jsonb) as wanted(key) on ${join}
     where called_at is not null
     group by wanted.key`,
    [...calls.values, JSON.stringify(codes)],
  )) as Keyed[];
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return codes.map((code) => summaryOf(byKey.get(code)));
}

function summaryOf(row: Keyed | undefined): CallSummary {
  if (!row) return Object.assign(new CallSummary(), nothing);
  const minutes = row.medianResponseMinutes;
  return Object.assign(new CallSummary(), row, {
    medianResponseMinutes: minutes === null ? null : Math.round(minutes),
  });
}

const nothing = {
  calls: 0,
  rejected: 0,
  responded: 0,
  resolved: 0,
  acceptedShare: null,
  medianResponseMinutes: null,
  resolvedAtFirstRatingShare: null,
  meanTownRating: null,
  meanDepartmentRating: null,
  notRated: 0,
} as const;
