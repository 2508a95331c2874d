import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { TownCall } from '../calls/town-call.js';
import { CommandOrder } from '../commands/command-order.js';
import { CommandCentre } from '../command-centre.js';
import { Event } from '../event.js';
import { type VisibleRows, visibleRows } from '../visible-rows.js';
import { hasClimbed, isOpen } from './platform-count.js';

/** What is under way in one centre's territory. */
@ObjectType({ description: '一个指挥中心所辖的在办事项(DI-04)。 What is under way in one centre’s territory.' })
export class BoardLine {
  @Field(() => CommandCentre, { description: '指挥中心。 The centre.' })
  centre!: CommandCentre;

  @Field(() => Int, { description: '未结案事件。 Open events.' })
  openEvents!: number;

  @Field(() => Int, { description: '其中曾超时的。 Those of them that have missed a deadline.' })
  overdueEvents!: number;

  @Field(() => Int, { description: '在办呼叫。 Calls under way.' })
  openCalls!: number;

  @Field(() => Int, { description: '在执行的掌上指挥指令。 Command orders under way.' })
  activeOrders!: number;
}

/** A centre's own line, and one for each centre below it (DI-04). */
@ObjectType({
  description: '指挥看板:本级合计,下级各一行(DI-04);按调用者可见范围。 A centre’s board, as this caller may see.',
})
export class CommandBoard extends BoardLine {
  @Field(() => [BoardLine], { description: '下级中心各一行,按编码。 One line for each centre below.' })
  lines!: BoardLine[];
}

type Counts = Omit<BoardLine, 'centre'>;

/** The board of a centre; n boards cost as many statements as one. */
export async function boardOf({ session }: Context, centre: CommandCentre): Promise<CommandBoard> {
  const below = await session.many(CommandCentre, 'parentCode', centre.code, ['code']);
  const lineOf = async (each: CommandCentre) => ({
    centre: each,
    ...(await session.batch('board', each.regionCode, countUnderWay)),
  });
  // Asked for at once, so that all are counted together.
  const [own, ...lines] = await Promise.all([centre, ...below].map(lineOf));
  return Object.assign(new CommandBoard(), own, { lines: lines.map((line) => Object.assign(new BoardLine(), line)) });
}

async function countUnderWay(codes: readonly string[], manager: EntityManager): Promise<Counts[]> {
  const events = await countIn(manager, codes, {
    rows: await visibleRows(manager, Event, ['regionCode', 'state', 'course']),
    underWay: isOpen,
    counts: `count(*)::int as "openEvents", count(*) filter (where ${hasClimbed})::int as "overdueEvents"`,
  });
  const calls = await countIn(manager, codes, {
    rows: await visibleRows(manager, TownCall, ['regionCode', 'state']),
    underWay: `state not in ('DRAFT', 'REJECTED', 'CLOSED')`,
    counts: `count(*)::int as "openCalls"`,
  });
  const orders = await countIn(manager, codes, {
    rows: await visibleRows(manager, CommandOrder, ['regionCode', 'state']),
    underWay: `state not in ('CLOSED', 'CANCELLED')`,
    counts: `count(*)::int as "activeOrders"`,
  });
  const nothing = { openEvents: 0, overdueEvents: 0, openCalls: 0, activeOrders: 0 };
  return codes.map((code) => ({ ...nothing, ...events.get(code), ...calls.get(code), ...orders.get(code) }));
}

async function countIn(
  manager: EntityManager,
  codes: readonly string[],
  { rows, underWay, counts }: { readonly rows: VisibleRows; readonly underWay: string; readonly counts: string },
): Promise<Map<string, Partial<Counts>>> {
  const counted = (await manager.execute(
    `select wanted.key, ${counts} from (${rows.statement}) as visible
     join jsonb_array_elements_text(?::jsonb) as wanted(key) on starts_with(region_code, wanted.key)
      where ${underWay} group by 1`,
    [...rows.values, JSON.stringify(codes)],
  )) as (Partial<Counts> & { readonly key: string })[];
  return new Map(counted.map(({ key, ...figures }) => [key, figures]));
}
