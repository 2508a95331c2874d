import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** One entry of the county's closed list of purposes for reading personal values. */
@Entity({ schema: 'audit', tableName: 'purposes' })
@ObjectType({
  description: '查阅个人信息的目的(封闭清单,个人信息保护法第 6 条)。 A purpose for reading personal values.',
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Purpose {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: '标识。 Identifier.' })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '代码,写在请求头 x-purpose。 Code, sent in the header x-purpose.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;
}
