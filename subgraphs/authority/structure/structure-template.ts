import { Field, Int, ObjectType } from 'type-graphql';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import type { Context } from '../../../kit/module/context.js';
import { type Region, RegionKind } from '../region.js';
import { structureSettings } from './structure-settings.js';
import { TownTemplate } from './town-template.js';

/** How a town shall be built. Empty names bind to nothing; institutions that are named are the only ones. */
@ObjectType({ description: '机构设置模板(AU-27):一办七局、5+2 等。 How a town shall be built.' })
export class StructureTemplate {
  @Field(() => Int, { nullable: true, description: '职能机构数上限;不限的为空。 Most offices; none for no bound.' })
  mostOffices!: number | null;

  @Field(() => [String], { description: '统一设置的职能机构(简称)。 Offices that there shall be, by short names.' })
  offices!: readonly string[];

  @Field(() => [String], { description: '可另设的特色机构。 Offices that there may be besides.' })
  specialOffices!: readonly string[];

  @Field(() => [String], { description: '统一设置的事业单位;空为不限。 Institutions; empty for any.' })
  institutions!: readonly string[];

  @Field(() => Boolean, { description: '职能机构可否下设科室。 Whether offices may have sections.' })
  subSections!: boolean;
}

/** The template of a town: its own where it was given one, else that of its county's profile. */
export async function templateOf(context: Context, town: Region): Promise<StructureTemplate> {
  const own = await context.session.one(TownTemplate, 'regionCode', town.code);
  return own ?? countyTemplate(context, town, town.code.slice(0, 6));
}

/** The template that a county's profile in force gives a town of its kind, be it the county's own or another's. */
export async function countyTemplate(
  { session, clock }: Context,
  { kind }: Region,
  county: string,
): Promise<StructureTemplate> {
  const rules = await countyRules(session, county, clock);
  const { townOffices, streetOffices, offices, specialOffices, institutions, subSections } = structureSettings;
  const most = rules.read(kind === RegionKind.SUBDISTRICT ? streetOffices : townOffices);
  return Object.assign(new StructureTemplate(), {
    mostOffices: most === 0 ? null : most,
    offices: rules.read(offices),
    specialOffices: rules.read(specialOffices),
    institutions: rules.read(institutions),
    subSections: rules.read(subSections),
  });
}
