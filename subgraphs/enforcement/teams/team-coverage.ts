import { Field, ObjectType } from 'type-graphql';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { Context } from '../../../kit/module/context.js';
import { EnforcementTeam, TeamModel } from '../enforcement-team.js';
import { Region } from '../foreign.js';
import { RadiatedTown } from './radiated-town.js';
import { teamSettings } from './team-settings.js';

@ObjectType({ description: '一个镇街由哪支队伍管执法(EN-03)。 Which teams enforce in a town.' })
export class TownCoverage {
  @Field(() => Region, { nullable: true, description: '镇街。 The town.' })
  town!: Region;

  @Field(() => [EnforcementTeam], {
    description: '管辖的综合执法队伍:本镇的和辐射的。 Its own teams, and those that radiate to it.',
  })
  teams!: EnforcementTeam[];

  @Field(() => Boolean, { description: '恰好一支队伍。 Whether it is exactly one.' })
  covered!: boolean;
}

const question = `query ($code: ID!) { region(code: $code) { children { code kind } } }`;
const towns = new Set(['TOWN', 'SUBDISTRICT']);

interface Answer {
  readonly region: { readonly children: readonly { readonly code: string; readonly kind: string }[] } | null;
}

/** The towns of a county, each with the teams that enforce there; radiation counts where the county's profile knows it. */
export async function teamCoverage(context: Context, county: string): Promise<TownCoverage[]> {
  const { region } = await context.ask<Answer>(question, { code: county });
  const { session, clock } = context;
  const radiates = (await countyRules(session, county, clock)).read(teamSettings.hubRadiation);
  const codes = (region?.children ?? []).filter(({ kind }) => towns.has(kind)).map(({ code }) => code);
  return Promise.all(
    codes.map(async (code) => {
      const own = await session.many(EnforcementTeam, 'regionCode', code, ['code']);
      const from = radiates ? await session.many(RadiatedTown, 'townCode', code, ['teamCode']) : [];
      const hubs = await Promise.all(from.map(({ teamCode }) => session.one(EnforcementTeam, 'code', teamCode)));
      const teams = [
        ...own.filter(({ model }) => model === TeamModel.COMPREHENSIVE),
        ...hubs.filter((hub) => hub !== null),
      ];
      const town = Object.assign(new Region(), { code });
      return Object.assign(new TownCoverage(), { town, teams, covered: teams.length === 1 });
    }),
  );
}
