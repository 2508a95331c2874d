import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { TownCall } from '../calls/town-call.js';
import { CommandOrder } from '../commands/command-order.js';
import { CommandCentre } from '../command-centre.js';
import { visibleEvents } from '../visible-events.js';
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

/** What is counted of a region: rows as the caller may see them, and which of them. */
interface Figure {
  readonly name: keyof Counts;
  readonly rows: VisibleRows;
  readonly underWay: string;
}

async function countUnderWay(codes: readonly string[], manager: EntityManager): Promise<Counts[]> {
  const events = await visibleEvents(manager, ['regionCode', 'state', 'course'], codes);
  const calls = await visibleRows(manager, TownCall, ['regionCode', 'state']);
  const orders = await visibleRows(manager, CommandOrder, ['regionCode', 'state']);
  const figures: readonly Figure[] = [
    { name: 'openEvents', rows: events, underWay: isOpen },
    { name: 'overdueEvents', rows: events, underWay: `${isOpen} and ${hasClimbed}` },
    { name: 'openCalls', rows: calls, underWay: `state not in ('DRAFT', 'REJECTED', 'CLOSED')` },
    { name: 'activeOrders', rows: orders, underWay: `state not in ('CLOSED', 'CANCELLED')` },
  ];
  const counted = (await manager.execute(
    `select ${figures.map(countOf).join(', ')}
     from jsonb_array_elements_text(?::jsonb) with ordinality as wanted(key, place) order by place`,
    [...figures.flatMap(({ rows }) => rows.values), JSON.stringify(codes)],
  )) as Counts[];
  return codes.map((_code, index) => counted[index] as Counts);
}

// Codes are digits, behind which a colon comes: indexes find a range of them, which they do not find by a prefix that is a column.
function countOf({ name, rows, underWay }: Figure): string {
  return `(select count(*)::int from (${rows.statement}) as visible
    where region_code >= wanted.key and region_code < wanted.key || ':' and ${underWay}) as "${name}"`;
}
