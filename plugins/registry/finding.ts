import { Ctx, Field, FieldResolver, ObjectType, registerEnumType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import type { Bilingual } from '../../kit/module/fault.js';

export enum Weight {
  REFUSED = 'REFUSED',
  APPROVAL = 'APPROVAL',
  NOTICE = 'NOTICE',
}
registerEnumType(Weight, {
  name: 'SubgraphFindingWeight',
  description: '检查结论的分量。 What a finding leads to.',
  valuesConfig: {
    REFUSED: { description: '不予受理。 It is not published.' },
    APPROVAL: { description: '由审批人决定。 An approver decides on it.' },
    NOTICE: { description: '供知悉,不影响结论。 It is told, and leads to nothing.' },
  },
});

/** What a check found, as the register keeps it. */
export interface Found {
  readonly rule: string;
  readonly weight: `${Weight}`;
  /** The part of the schema that it is about; null for the whole. */
  readonly about: string | null;
  readonly sentence: Bilingual;
}

/** One thing that a check found: a reason for programs, a sentence for people. */
@ObjectType({ description: '检查发现的一项问题。 One thing that a check found.' })
export class SubgraphFinding implements Found {
  @Field(() => String, { description: '规则代码。 Stable name of the rule.' })
  rule!: string;

  @Field(() => Weight, { description: '分量。 What it leads to.' })
  weight!: Weight;

  @Field(() => String, { nullable: true, description: '所涉及的类型或字段。 The type or field that it is about.' })
  about!: string | null;

  sentence!: Bilingual;
}

@Resolver(() => SubgraphFinding)
export class SubgraphFindingResolver {
  @FieldResolver(() => String, { description: '说明。 The finding as a sentence.' })
  message(@Root() { sentence }: SubgraphFinding, @Ctx() { language }: Context): string {
    return sentence[language];
  }
}
