import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { notFound } from '../../kit/data/perform.js';
import { personal, readsPlain } from '../../kit/identity/personal.js';
import { AllowedAction, allowedActions } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { connectionOf, type Connection, PageArguments } from '../../kit/paging/connection.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import { CareCategory, isSensitive } from './care-category.js';
import { countElements, ElementCount } from './count-elements.js';
import { StaffMember } from './foreign.js';
import { Grid } from './grid.js';
import { ElementKind, GridElement } from './grid-element.js';
import { GridElementInput } from './grid-element-input.js';
import { elementPolicies } from './policies.js';
import { registerGridElement } from './register-grid-element.js';
import { removeGridElement } from './remove-grid-element.js';
import { servesGrid } from './serves-grid.js';
import { verifyGridElement } from './verify-grid-element.js';

const GridElementConnection = connectionOf(GridElement, '网格要素');

/** Everything of a place, facility or organisation; of a person only for those who serve in the grid. */
async function isOpen(element: GridElement, context: Context): Promise<boolean> {
  return element.kind !== ElementKind.PERSON || servesGrid(element, context);
}

@Resolver(() => Grid)
export class GridElementsResolver {
  @FieldResolver(() => GridElementConnection, {
    nullable: true,
    description:
      '在册要素,按编码排序;「人」仅本网格任职人员和该镇街网格管理员可见(个人信息保护法)。 Registered elements; residents only for those who serve in the grid.',
  })
  @Directive('@requiresScopes(scopes: [["grid:read"]])')
  async elements(
    @Root() { code, townCode }: Grid,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('kind', () => ElementKind, { nullable: true, description: '类型。 Kind.' }) kind?: ElementKind,
  ): Promise<Connection<GridElement>> {
    const serves = await servesGrid({ gridCode: code, townCode }, context);
    const visible = Object.values(ElementKind).filter((each) => serves || each !== ElementKind.PERSON);
    const kinds = visible.filter((each) => each === (kind ?? each));
    const where = { removedAt: null, kind: { $in: kinds } };
    return pageWithin(context, GridElement, slice, code, { column: 'gridCode', where, order: ['code'] });
  }

  @FieldResolver(() => [ElementCount], { description: '各类在册要素数量。 How many elements of each kind.' })
  elementCounts(@Root() { code }: Grid, @Ctx() { session }: Context): Promise<ElementCount[]> {
    return session.batch('elementCounts', code, countElements);
  }
}

@Resolver(() => GridElement)
export class GridElementResolver {
  @Query(() => GridElement, { nullable: true, description: '按编码取一个网格要素。 One element by its code.' })
  async gridElement(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '要素编码。 Code of the element.' }) code: string,
  ): Promise<GridElement | null> {
    const element = await context.session.one(GridElement, 'code', code);
    if (element === null || !(await isOpen(element, context))) throw notFound(GridElement, code);
    return element;
  }

  @Mutation(() => GridElement, { nullable: true, description: '登记网格要素(GR-05)。 Registers an element of a grid.' })
  registerGridElement(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '网格的标识。 Identifier of the grid.' }) id: string,
    @Arg('element', () => GridElementInput, { description: '要素。 The element.' }) element: GridElementInput,
  ) {
    return registerGridElement(context, id, element);
  }

  @Mutation(() => GridElement, {
    nullable: true,
    description: '现场核实要素(GR-05)。 Verifies an element on the spot.',
  })
  verifyGridElement(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '要素的标识。 Identifier of the element.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
  ) {
    return verifyGridElement(context, { id, version });
  }

  @Mutation(() => GridElement, {
    nullable: true,
    description: '注销要素,并清除其中的个人信息(GR-05)。 Takes an element off; personal values are erased.',
  })
  removeGridElement(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '要素的标识。 Identifier of the element.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('reason', () => String, { description: '注销理由。 Why.' }) reason: string,
  ) {
    return removeGridElement(context, { id, version }, reason);
  }

  @FieldResolver(() => Grid, { nullable: true, description: '所在网格。 The grid it lies in.' })
  grid(@Root() element: GridElement, @Ctx() { session }: Context): Promise<Grid | null> {
    return session.one(Grid, 'code', element.gridCode);
  }

  @FieldResolver(() => String, { nullable: true, description: '名称;人的姓名默认掩码。 Name; of a person masked.' })
  async name(@Root() element: GridElement, @Ctx() context: Context): Promise<string | null> {
    const { kind, name, code } = element;
    if (name === '' || !(await isOpen(element, context))) return null;
    return kind === ElementKind.PERSON ? personal(context, 'name', name, code) : name;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      '标识号码:公民身份号码(默认掩码)、地址编码、部件编码、统一社会信用代码。 Identity number, masked; or address, component or credit code.',
  })
  async identifier(@Root() element: GridElement, @Ctx() context: Context): Promise<string | null> {
    const { kind, identifier, code } = element;
    if (identifier === '' || !(await isOpen(element, context))) return null;
    return kind === ElementKind.PERSON ? personal(context, 'idNumber', identifier, code) : identifier;
  }

  @FieldResolver(() => String, { nullable: true, description: '手机号;默认掩码。 Telephone, masked.' })
  async phone(@Root() element: GridElement, @Ctx() context: Context): Promise<string | null> {
    const { phoneNumber, code } = element;
    if (phoneNumber === null || !(await isOpen(element, context))) return null;
    return personal(context, 'phone', phoneNumber, code);
  }

  @FieldResolver(() => [CareCategory], {
    nullable: true,
    description:
      '关爱帮扶类别;敏感类别仅在说明目的且有权阅读明文时列出,并留痕(个人信息保护法第二十八条)。 Care; sensitive categories only for a stated purpose, and noted.',
  })
  async careCategories(@Root() element: GridElement, @Ctx() context: Context): Promise<CareCategory[] | null> {
    const { kind, careCategories, code } = element;
    if (kind !== ElementKind.PERSON || !(await isOpen(element, context))) return null;
    const sensitive = careCategories.some(isSensitive) && readsPlain(context, 'careCategories', code);
    return careCategories.filter((each) => sensitive || !isSensitive(each));
  }

  @FieldResolver(() => String, { nullable: true, description: '地址。 Address.' })
  async address(@Root() element: GridElement, @Ctx() context: Context): Promise<string | null> {
    return (await isOpen(element, context)) ? element.address : null;
  }

  @FieldResolver(() => Float, { nullable: true, description: '经度(CGCS2000,度)。 Degrees east.' })
  async longitude(@Root() element: GridElement, @Ctx() context: Context): Promise<number | null> {
    return (await isOpen(element, context)) ? element.longitude : null;
  }

  @FieldResolver(() => Float, { nullable: true, description: '纬度(CGCS2000,度)。 Degrees north.' })
  async latitude(@Root() element: GridElement, @Ctx() context: Context): Promise<number | null> {
    return (await isOpen(element, context)) ? element.latitude : null;
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '最近核实人。 Who verified it last.' })
  verifiedBy(@Root() { verifiedBy }: GridElement): StaffMember | null {
    return verifiedBy === null ? null : Object.assign(new StaffMember(), { number: verifiedBy });
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() element: GridElement, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions(elementPolicies, element, context);
  }
}
