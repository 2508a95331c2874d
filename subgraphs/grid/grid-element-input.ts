import { Field, Float, InputType } from 'type-graphql';
import { CareCategory } from './care-category.js';
import { ElementKind } from './grid-element.js';

@InputType({ description: '登记一个网格要素。 What is to be registered.' })
export class GridElementInput {
  @Field(() => ElementKind, { description: '类型。 Kind.' })
  kind!: ElementKind;

  @Field(() => String, { description: '名称或姓名。 Name.' })
  name!: string;

  @Field(() => String, {
    description:
      '人:公民身份号码;地:地址编码;物:部件编码(GB/T 30428.2);组织:统一社会信用代码。 Identity number, address code, component code or credit code, by kind.',
  })
  identifier!: string;

  @Field(() => String, { nullable: true, description: '地址。 Address.' })
  address?: string | null;

  @Field(() => Float, { nullable: true, description: '经度(CGCS2000),须在本网格内。 Degrees east, within the grid.' })
  longitude?: number | null;

  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000),须在本网格内。 Degrees north, within the grid.' })
  latitude?: number | null;

  @Field(() => String, { nullable: true, description: '手机号,仅「人」。 Mobile number, of a person.' })
  phone?: string | null;

  @Field(() => [CareCategory], { defaultValue: [], description: '关爱帮扶类别,仅「人」。 Care, for a person.' })
  careCategories!: CareCategory[];
}
