import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { Organization, OrganizationKind } from '../organization.js';
import type { StructureTemplate } from './structure-template.js';

export enum StructureRule {
  TOO_MANY_OFFICES = 'TOO_MANY_OFFICES',
  OFFICE_MISSING = 'OFFICE_MISSING',
  OFFICE_NOT_PROVIDED = 'OFFICE_NOT_PROVIDED',
  INSTITUTION_MISSING = 'INSTITUTION_MISSING',
  INSTITUTION_NOT_PROVIDED = 'INSTITUTION_NOT_PROVIDED',
  SUB_SECTION = 'SUB_SECTION',
}
registerEnumType(StructureRule, {
  name: 'StructureRule',
  description: '机构设置不符合模板的情形(AU-27)。 In what a town departs from its template.',
  valuesConfig: {
    TOO_MANY_OFFICES: { description: '职能机构超过上限。 More offices than there may be.' },
    OFFICE_MISSING: { description: '缺少统一设置的职能机构。 An office is missing.' },
    OFFICE_NOT_PROVIDED: { description: '设置了模板以外的职能机构。 An office that is not provided for.' },
    INSTITUTION_MISSING: { description: '缺少统一设置的事业单位。 An institution is missing.' },
    INSTITUTION_NOT_PROVIDED: { description: '设置了模板以外的事业单位。 An institution that is not provided for.' },
    SUB_SECTION: { description: '职能机构下设科室。 A section below an office.' },
  },
});

/** One departure of a town from a template. */
@ObjectType({ description: '机构设置的一处不符(AU-27)。 One departure from a template.' })
export class StructureViolation {
  @Field(() => StructureRule, { description: '情形。 In what.' })
  rule!: StructureRule;

  @Field(() => String, {
    description: '机构简称;超过上限的为“实有/上限”。 The body’s short name; of too many, “found/most”.',
  })
  subject!: string;
}

/** The bodies of a town that a template speaks of. */
interface TownBodies {
  readonly offices: readonly Organization[];
  readonly institutions: readonly Organization[];
  readonly sections: readonly Organization[];
}

const { TOWN_OFFICE, TOWN_PUBLIC_INSTITUTION, SERVICE_CENTRE, ENFORCEMENT_BUREAU, ENFORCEMENT_TEAM } = OrganizationKind;
const counted: readonly OrganizationKind[] = [
  TOWN_OFFICE,
  TOWN_PUBLIC_INSTITUTION,
  SERVICE_CENTRE,
  ENFORCEMENT_BUREAU,
  ENFORCEMENT_TEAM,
];

/**
 * The offices, institutions and sections that stand in a town. Service centres and enforcement bodies are institutions in one
 * county and offices in another: they are institutions where `named` has them. A command room is a platform, no office.
 */
export async function bodiesOf({ session }: Context, town: string, named: readonly string[]): Promise<TownBodies> {
  const here = await session.many(Organization, 'regionCode', town, ['code']);
  const government = here.find(({ kind }) => kind === OrganizationKind.TOWN_GOVERNMENT);
  const all = here.filter(({ kind }) => counted.includes(kind));
  const direct = all.filter(({ parentCode }) => parentCode === null || parentCode === government?.code);
  const isInstitution = (body: Organization): boolean =>
    body.kind === TOWN_PUBLIC_INSTITUTION || (body.kind !== TOWN_OFFICE && named.includes(shortName(body)));
  return {
    offices: direct.filter((body) => !isInstitution(body)),
    institutions: direct.filter(isInstitution),
    sections: all.filter((body) => !direct.includes(body)),
  };
}

/** In what a town's bodies depart from a template, rule after rule. */
export function violationsOf(
  template: StructureTemplate,
  { offices, institutions, sections }: TownBodies,
): StructureViolation[] {
  const { mostOffices, subSections } = template;
  const [officesThere, institutionsThere] = [offices.map(shortName), institutions.map(shortName)];
  const provided = [...template.offices, ...template.specialOffices];
  return [
    ...(mostOffices !== null && offices.length > mostOffices
      ? violations(StructureRule.TOO_MANY_OFFICES, [`${offices.length}/${mostOffices}`])
      : []),
    ...violations(StructureRule.OFFICE_MISSING, without(template.offices, officesThere)),
    ...violations(
      StructureRule.OFFICE_NOT_PROVIDED,
      template.offices.length === 0 ? [] : without(officesThere, provided),
    ),
    ...violations(StructureRule.INSTITUTION_MISSING, without(template.institutions, institutionsThere)),
    ...violations(
      StructureRule.INSTITUTION_NOT_PROVIDED,
      template.institutions.length === 0 ? [] : without(institutionsThere, template.institutions),
    ),
    ...violations(StructureRule.SUB_SECTION, subSections ? [] : sections.map(shortName)),
  ];
}

/** The name by which templates know a body. */
export function shortName({ shortName: short, name }: Pick<Organization, 'shortName' | 'name'>): string {
  return short ?? name;
}

function without(names: readonly string[], others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}

function violations(rule: StructureRule, subjects: readonly string[]): StructureViolation[] {
  return subjects.map((subject) => Object.assign(new StructureViolation(), { rule, subject }));
}
