import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum ChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}
registerEnumType(ChangeKind, {
  name: 'SubgraphChangeKind',
  description: '两个版本之间的差异种类。 How a part of a schema differs.',
  valuesConfig: {
    ADDED: { description: '新增。 Only in the later one.' },
    REMOVED: { description: '删除。 Only in the earlier one.' },
    CHANGED: { description: '修改。 In both, and not the same.' },
  },
});

/** One part of a schema that differs between two versions. */
@ObjectType({ description: '两个版本之间的一处差异。 One part of the schema that differs.' })
export class SubgraphChange {
  @Field(() => ChangeKind, { description: '种类。 Kind.' })
  kind!: `${ChangeKind}`;

  @Field(() => String, { description: '类型、字段或指令。 The type, field or directive.' })
  coordinate!: string;

  @Field(() => String, { nullable: true, description: '之前。 As it was.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: '之后。 As it is.' })
  after!: string | null;
}
