import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { Decimal } from '../../../kit/module/scalars.js';
import { Case } from '../cases/case.js';

/** What the general procedure came to in a time, of the cases that the caller sees. */
@ObjectType({
  description: '一段时间内普通程序案件的数据(按调用者可见范围)。 General cases in figures, as this caller may see.',
})
export class CaseFigures {
  @Field(() => Int, { description: '立案数(办案量)。 How many were filed.' })
  filed!: number;

  @Field(() => Int, { description: '其中镇街队伍办案量。 Of these by teams of towns.' })
  filedByTowns!: number;

  @Field(() => Int, { description: '办结数:结案和不予处罚。 How many ended: closed, or not punished.' })
  closed!: number;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '平均办案天数(立案至办结,两位小数);无办结为空。 Days from filing to end on the average; none without an end.',
  })
  averageDays!: string | null;

  @Field(() => Int, { description: '九十日内作出决定的办结数。 Of those that ended, decided within 90 days.' })
  decidedInTime!: number;
}

@ObjectType({ description: '普通程序案件报表:本期、对比期及增幅(EN-06)。 A time, another one, and what changed.' })
export class CaseReport {
  @Field(() => CaseFigures, { description: '本期。 The time that is asked about.' })
  now!: CaseFigures;

  @Field(() => CaseFigures, { description: '对比期。 The time that it is compared with.' })
  before!: CaseFigures;

  @Field(() => Decimal, {
    nullable: true,
    description:
      '办结数增幅,两位小数,1.84 即增长 184%;对比期无办结为空。 Growth of the cases that ended; 1.84 is 184 %.',
  })
  closedGrowth!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: '平均办案天数增幅,负数为缩短。 Growth of the average days; below zero where they became fewer.',
  })
  daysGrowth!: string | null;
}

/** A time from one day to another, both included, `yyyy-MM-dd`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

interface Counted extends Omit<CaseFigures, 'averageDays'> {
  /** Days of all that ended, added up. */
  readonly days: string | null;
}

const ended = `closed_at >= ?::timestamptz and closed_at < ?::timestamptz + interval '1 day' and state in ('CLOSED', 'NOT_PUNISHED')`;
const filed = `filed_at >= ?::timestamptz and filed_at < ?::timestamptz + interval '1 day' and state not in ('CLUE')`;

/** The figures of a region for one time, compared with another; two statements, whatever the number of cases. */
export async function caseReport(
  context: Context,
  { region, now, before }: { readonly region: string; readonly now: Period; readonly before: Period },
): Promise<CaseReport> {
  const [one, other] = [await figuresOf(context, region, now), await figuresOf(context, region, before)];
  return Object.assign(new CaseReport(), {
    now: one,
    before: other,
    closedGrowth: growth(one.closed, other.closed),
    daysGrowth: growth(Number(one.averageDays ?? 0), Number(other.averageDays ?? 0)),
  });
}

async function figuresOf(
  { session: { manager } }: Context,
  region: string,
  { from, to }: Period,
): Promise<CaseFigures> {
  const visible = manager.createQueryBuilder(Case, 'visible');
  visible.select(['id', 'regionCode', 'organizationCode', 'procedure', 'state', 'filedAt', 'closedAt']);
  await visible.applyFilters();
  const days = [from, to].map((day) => `${day}T00:00:00+08:00`);
  const [row] = (await manager.execute(
    `select count(*) filter (where ${filed})::int as "filed",
       count(*) filter (where ${filed} and split_part(organization_code, '-', 1) ~ '^[0-9]{9}$')::int as "filedByTowns",
       count(*) filter (where ${ended})::int as "closed",
       sum(extract(epoch from closed_at - filed_at) / 86400) filter (where ${ended})::text as "days",
       count(*) filter (where ${ended} and not exists (select 1 from kit.timers
         where about = cases.id and name = 'case.decision' and state = 'MISSED'))::int as "decidedInTime"
     from (${visible.getQuery()}) as cases where procedure = 'GENERAL' and starts_with(region_code, ?)`,
    [...days, ...days, ...days, ...days, ...days, ...visible.getParams(), region],
  )) as Counted[];
  const { days: sum = null, ...counts } = row ?? { filed: 0, filedByTowns: 0, closed: 0, decidedInTime: 0 };
  const averageDays = sum === null || counts.closed === 0 ? null : (Number(sum) / counts.closed).toFixed(2);
  return Object.assign(new CaseFigures(), counts, { averageDays });
}

function growth(now: number, before: number): string | null {
  return before === 0 ? null : (now / before - 1).toFixed(2);
}
