import { Arg, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { countyOf, Region, townOf } from '../region.js';
import { type CopiedTemplate, copyTownTemplate } from './copy-town-template.js';
import { countyTemplate, StructureTemplate, templateOf } from './structure-template.js';
import { bodiesOf, StructureViolation, violationsOf } from './structure-violation.js';

/** How a town is built, against a template. */
@ObjectType({ description: '一镇街机构设置与模板的对照(AU-27)。 How a town is built, against a template.' })
class TownStructure {
  townCode!: string;

  @Field(() => StructureTemplate, { description: '所对照的模板。 The template.' })
  template!: StructureTemplate;

  @Field(() => Int, { description: '职能机构数。 How many offices it has.' })
  officeCount!: number;

  @Field(() => Int, { description: '事业单位数。 How many institutions it has.' })
  institutionCount!: number;

  @Field(() => [StructureViolation], { description: '不符合模板之处。 In what it departs from the template.' })
  violations!: readonly StructureViolation[];
}

/** One part of a template that a copy changed. */
@ObjectType({ description: '模板的一处变化。 One part of a template that changed.' })
class TemplateDifference {
  @Field(() => String, { description: '项目:mostOffices、offices 等。 The field of the template.' })
  part!: string;

  @Field(() => String, { description: '原值。 Before, as JSON.' })
  before!: string;

  @Field(() => String, { description: '新值。 After, as JSON.' })
  after!: string;
}

/** What one town was given. */
@ObjectType({
  description: '推广到一个镇街的结果(AU-27):差异与不符清单各一份。 What one town was given: one diff, one list.',
})
class TemplateCopy {
  townCode!: string;

  @Field(() => [TemplateDifference], { description: '与原模板的差异。 In what its template changed.' })
  differences!: readonly TemplateDifference[];

  @Field(() => [StructureViolation], { description: '不符合新模板之处。 In what it departs from the new one.' })
  violations!: readonly StructureViolation[];
}

@Resolver(() => TownStructure)
export class TownStructureResolver {
  @Query(() => TownStructure, {
    nullable: true,
    description:
      '一镇街机构设置与模板的对照;可指定另一县的规则试对照(AU-27)。 How a town is built, against its template or that of another county.',
  })
  async townStructure(
    @Ctx() context: Context,
    @Arg('town', () => ID, { description: '镇街代码,9 位。 Code of the town.' }) code: string,
    @Arg('under', () => ID, {
      nullable: true,
      description:
        '按哪个县的规则,默认本镇街的模板。 The county whose profile is tried; the town’s own template unless told.',
    })
    under?: string,
  ): Promise<TownStructure> {
    const town = await context.session.one(Region, 'code', code);
    if (town === null || townOf(code) !== code) throw notFound(Region, code);
    if (under != null && (countyOf(under) !== under || (await context.session.one(Region, 'code', under)) === null))
      throw notFound(Region, under);
    const template = under == null ? await templateOf(context, town) : await countyTemplate(context, town, under);
    const bodies = await bodiesOf(context, code, template.institutions);
    return Object.assign(new TownStructure(), {
      townCode: code,
      template,
      officeCount: bodies.offices.length,
      institutionCount: bodies.institutions.length,
      violations: violationsOf(template, bodies),
    });
  }

  @FieldResolver(() => Region, { nullable: true, description: '镇街。 The town.' })
  town(@Root() { townCode }: TownStructure, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', townCode);
  }
}

@Resolver(() => TemplateCopy)
export class TemplateCopyResolver {
  @Mutation(() => [TemplateCopy], {
    nullable: true,
    description:
      '把试点镇的机构设置模板推广到同县其他镇街;只改模板,不动机构(AU-27)。 Gives towns a pilot’s template; no organisation changes.',
  })
  async copyTownTemplate(
    @Ctx() context: Context,
    @Arg('from', () => ID, { description: '试点镇街代码,9 位。 Code of the pilot town.' }) from: string,
    @Arg('to', () => [ID], { description: '推广到的镇街代码,1—50 个。 Codes of the towns, 1 to 50.' }) to: string[],
    @Arg('documentNumber', () => String, { description: '文号,1—100 字。 Number of the document.' })
    documentNumber: string,
  ): Promise<TemplateCopy[]> {
    const copied = await copyTownTemplate(context, from, to, documentNumber);
    return copied.map((copy) => Object.assign(new TemplateCopy(), { ...copy, differences: differencesOf(copy) }));
  }

  @FieldResolver(() => Region, { nullable: true, description: '镇街。 The town.' })
  town(@Root() { townCode }: TemplateCopy, @Ctx() { session }: Context): Promise<Region | null> {
    return session.one(Region, 'code', townCode);
  }
}

const parts = ['mostOffices', 'offices', 'specialOffices', 'institutions', 'subSections'] as const;

function differencesOf({ before, after }: CopiedTemplate): TemplateDifference[] {
  const changed = parts
    .map((part) => ({ part, before: JSON.stringify(before[part]), after: JSON.stringify(after[part]) }))
    .filter((each) => each.before !== each.after);
  return changed.map((each) => Object.assign(new TemplateDifference(), each));
}
