import { Arg, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import { dayOf } from '../../kit/time/calendar.js';
import { covers } from './in-force.js';
import { changedEntries } from './lists/changed-entries.js';
import { PowerList, PowerListKind } from './power-list.js';
import { PowerListEntry } from './power-list-entry.js';
import { PowerListVersion } from './power-list-version.js';
import { Region } from './region.js';

@ObjectType({ description: '清单在两个日期之间的差异。 How a list differs between two days.' })
class PowerListDifference {
  @Field(() => [PowerListEntry], { description: '新增。 What was added.' })
  added!: PowerListEntry[];

  @Field(() => [PowerListEntry], { description: '移出。 What was removed.' })
  removed!: PowerListEntry[];

  readonly earlier!: readonly PowerListEntry[];
  readonly later!: readonly PowerListEntry[];
}

@Resolver(() => PowerListDifference)
export class PowerListDifferenceResolver {
  @FieldResolver(() => [PowerListEntry], {
    description:
      '条目仍在而内容有变,给出变更后的条目:备注、不施行的镇街、四项内容。 What stays and says something else, as it is later.',
  })
  changed(@Root() { earlier, later }: PowerListDifference, @Ctx() context: Context): Promise<PowerListEntry[]> {
    return changedEntries(context, earlier, later);
  }
}

@Resolver(() => PowerList)
export class PowerListResolver {
  @Query(() => PowerList, {
    nullable: true,
    description: '一份清单:按编码,或按类型和区划。 One list, by code or by kind and region.',
  })
  async powerList(
    @Ctx() context: Context,
    @Arg('code', () => ID, { nullable: true, description: '清单编码。 Code of the list.' }) code?: string,
    @Arg('kind', () => PowerListKind, { nullable: true, description: '类型。 Kind.' }) kind?: PowerListKind,
    @Arg('region', () => ID, { nullable: true, description: '所属区划。 Region that published it.' }) region?: string,
  ): Promise<PowerList> {
    const { session } = context;
    const list =
      typeof code === 'string'
        ? await session.one(PowerList, 'code', code)
        : ((await session.many(PowerList, 'regionCode', region ?? '', ['code'])).find((each) => each.kind === kind) ??
          null);
    if (list === null) throw notFound(PowerList, code ?? [kind, region].filter(Boolean).join(' '));
    return list;
  }

  @FieldResolver(() => Region, { nullable: true, description: '所属区划。 Region that published it.' })
  region(@Root() list: PowerList, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', list.regionCode);
  }

  @FieldResolver(() => [PowerListVersion], { description: '各版本。 Its versions.' })
  versions(@Root() list: PowerList, @Ctx() { session }: Context): Promise<PowerListVersion[]> {
    return session.many(PowerListVersion, 'listCode', list.code, ['number']);
  }

  @FieldResolver(() => PowerListVersion, {
    nullable: true,
    description: '某日施行的版本,默认今日。 The version in force on a day, today unless told.',
  })
  version(
    @Root() list: PowerList,
    @Ctx() context: Context,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期。 Day.' }) on?: string,
  ): Promise<PowerListVersion | null> {
    return versionOn(context, list, on ?? dayOf(context.clock.now()));
  }

  @FieldResolver(() => PowerListDifference, {
    nullable: true,
    description:
      '两个日期之间的差异;没有施行版本的日期视为空清单。 What changed between two days; a day without a version holds nothing.',
  })
  async difference(
    @Root() list: PowerList,
    @Ctx() context: Context,
    @Arg('from', () => CalendarDate, { description: '较早日期。 Earlier day.' }) from: string,
    @Arg('to', () => CalendarDate, { description: '较晚日期。 Later day.' }) to: string,
  ): Promise<PowerListDifference> {
    if (to < from) throw datesReversed(from, to);
    const [earlier, later] = await Promise.all([entriesOn(context, list, from), entriesOn(context, list, to)]);
    return Object.assign(new PowerListDifference(), {
      added: without(later, earlier),
      removed: without(earlier, later),
      earlier,
      later,
    });
  }
}

async function versionOn({ session }: Context, list: PowerList, day: string): Promise<PowerListVersion | null> {
  const versions = await session.many(PowerListVersion, 'listCode', list.code, ['number']);
  return versions.find((version) => covers(version, day)) ?? null;
}

async function entriesOn(context: Context, list: PowerList, day: string): Promise<PowerListEntry[]> {
  const version = await versionOn(context, list, day);
  return version === null ? [] : context.session.many(PowerListEntry, 'edition', version.edition, ['code']);
}

function without(entries: readonly PowerListEntry[], others: readonly PowerListEntry[]): PowerListEntry[] {
  const codes = new Set(others.map(({ code }) => code));
  return entries.filter(({ code }) => !codes.has(code));
}

function datesReversed(from: string, to: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `起始日期 ${from} 晚于截止日期 ${to}。`, en: `The day ${from} is later than ${to}.` },
    { reason: 'DATES_REVERSED', details: { from, to } },
  );
}
