import { Field, ObjectType } from 'type-graphql';
import { type Grid, GridLevel } from './grid.js';

/** The county's standard for a third-level grid (GR-02), bounds included. */
export const standard = { units: { from: 200, to: 300 }, people: { from: 600, to: 900 } } as const;

@ObjectType({ description: '规模核验:每个三级网格 200—300 户(企)、600—900 人。 The grid’s size against the standard.' })
export class SizingCheck {
  @Field(() => Boolean, { description: '户(企)数是否在 200—300。 Households and enterprises.' })
  withinHouseholdRange!: boolean;

  @Field(() => Boolean, { description: '人口是否在 600—900。 Population.' })
  withinPopulationRange!: boolean;

  @Field(() => Boolean, { description: '是否符合标准(一、二级网格不设标准)。 Whether within the standard.' })
  withinStandard!: boolean;

  @Field(() => String, { nullable: true, description: '豁免理由。 Why it may keep its size.' })
  waiver!: string | null;
}

/** Holds a grid against the standard; only third-level grids have one. */
export function sizingOf(
  grid: Pick<
    Grid,
    'level' | 'households' | 'enterprises' | 'registeredPopulation' | 'floatingPopulation' | 'sizeWaiver'
  >,
): SizingCheck {
  const basic = grid.level === GridLevel.L3_BASIC;
  const units = grid.households + grid.enterprises;
  const people = grid.registeredPopulation + grid.floatingPopulation;
  const withinHouseholdRange = !basic || (standard.units.from <= units && units <= standard.units.to);
  const withinPopulationRange = !basic || (standard.people.from <= people && people <= standard.people.to);
  return Object.assign(new SizingCheck(), {
    withinHouseholdRange,
    withinPopulationRange,
    withinStandard: withinHouseholdRange && withinPopulationRange,
    waiver: grid.sizeWaiver,
  });
}
