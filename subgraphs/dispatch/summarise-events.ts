import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Event } from './event.js';
import { visibleRows } from './visible-rows.js';

/** The events of a region in figures, as far as the caller sees them. */
@ObjectType({
  description: '事件汇总(按调用者可见范围)。 Events in figures, of those that this caller may see.',
})
export class EventSummary {
  @Field(() => Int, { description: '总数。 All.' })
  total!: number;

  @Field(() => Int, { description: '未结案数。 Those not closed, rejected or merged yet.' })
  open!: number;

  @Field(() => Int, { description: '处置超时数。 Those handled late.' })
  late!: number;

  @Field(() => Int, { description: '简易事件结案数(DI-25)。 Simple events that were closed.' })
  simpleClosed!: number;

  @Field(() => Int, { description: '其中镇街就地办结数。 Those of them that never left the town.' })
  simpleClosedInTown!: number;

  @Field(() => Int, {
    description: '简易事件上报县级或派出镇街数。 Simple events that left the town.',
  })
  simpleLeftTown!: number;

  @Field(() => Float, {
    nullable: true,
    description: '简易事件就地办结率;没有结案时为空。 Share closed in the town; none before one was closed.',
  })
  simpleClosedInTownShare!: number | null;
}

type Counts = Omit<EventSummary, 'simpleClosedInTownShare'> & { readonly key: string };

const closed = `state in ('CLOSED', 'EVALUATED', 'APPRAISED', 'ARCHIVED')`;
const over = `state in ('CLOSED', 'EVALUATED', 'APPRAISED', 'ARCHIVED', 'REJECTED', 'MERGED')`;

/** Sums the events of each region and of what lies in it, in the order of the codes; one statement for all. */
export async function summariseEvents(codes: readonly string[], manager: EntityManager): Promise<EventSummary[]> {
  const visible = await visibleRows(manager, Event, ['regionCode', 'state', 'late', 'simple', 'leftTown']);
  const rows = (await manager.execute(
    `select wanted.key, count(*)::int as "total",
       count(*) filter (where not ${over})::int as "open",
       count(*) filter (where late)::int as "late",
       count(*) filter (where simple and ${closed})::int as "simpleClosed",
       count(*) filter (where simple and ${closed} and not left_town)::int as "simpleClosedInTown",
       count(*) filter (where simple and left_town)::int as "simpleLeftTown"
     from (${visible.statement}) as events
     join jsonb_array_elements_text(?::jsonb) as wanted(key) on starts_with(region_code, wanted.key)
     group by wanted.key`,
    [...visible.values, JSON.stringify(codes)],
  )) as Counts[];
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return codes.map((code) => summaryOf(byKey.get(code) ?? nothing));
}

const nothing = { total: 0, open: 0, late: 0, simpleClosed: 0, simpleClosedInTown: 0, simpleLeftTown: 0 };

function summaryOf(counts: Omit<Counts, 'key'>): EventSummary {
  const { simpleClosed, simpleClosedInTown } = counts;
  const share = simpleClosed === 0 ? null : simpleClosedInTown / simpleClosed;
  return Object.assign(new EventSummary(), counts, { simpleClosedInTownShare: share });
}
