import { Field, Int, ObjectType } from 'type-graphql';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { Context } from '../../../kit/module/context.js';
import { EnforcementTeam, TeamModel } from '../enforcement-team.js';
import { teamSettings } from './team-settings.js';

@ObjectType({ description: '一类执法队伍:应有与现有(EN-04)。 One kind of teams: how many there should be and are.' })
export class TeamsOfKind {
  @Field(() => String, { description: '种类:综合、专项、镇街、联合。 Kind.' })
  kind!: string;

  @Field(() => Int, {
    nullable: true,
    description: '本县体系规定的数量;不限为空。 How many the county wants; none where it does not say.',
  })
  expected!: number | null;

  @Field(() => [EnforcementTeam], { description: '现有队伍,按编码。 The teams that there are.' })
  teams!: EnforcementTeam[];

  @Field(() => Boolean, { description: '与体系相符。 Whether it is as the county wants.' })
  fits!: boolean;
}

const countyLength = 6;
const kinds = ['综合', '专项', '镇街', '联合'] as const;

/** The teams of a county by kind, beside what its profile says there should be: 1+5+7 and the like (EN-04). */
export async function teamStructure({ session, clock }: Context, county: string): Promise<TeamsOfKind[]> {
  const rules = await countyRules(session, county, clock);
  const wanted = new Map(
    rules.read(teamSettings.structure).map((part) => {
      const [kind = '', count] = part.split('=');
      return [kind, count] as const;
    }),
  );
  const limited = [...wanted.values()].some((each) => each !== undefined);
  const teams = await session.manager.find(
    EnforcementTeam,
    { regionCode: { $like: `${county}%` } },
    { orderBy: { code: 'asc' } },
  );
  const byKind = Map.groupBy(teams, kindOf);
  return kinds.map((kind) => {
    const found = byKind.get(kind) ?? [];
    const expected = limited ? Number(wanted.get(kind) ?? 0) : null;
    return Object.assign(new TeamsOfKind(), {
      kind,
      expected,
      teams: found,
      fits: expected === null || expected === found.length,
    });
  });
}

function kindOf({ model, regionCode }: EnforcementTeam): (typeof kinds)[number] {
  if (model === TeamModel.SPECIALISED) return '专项';
  if (model === TeamModel.JOINT) return '联合';
  return regionCode.length > countyLength ? '镇街' : '综合';
}
