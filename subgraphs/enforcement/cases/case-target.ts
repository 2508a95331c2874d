import { ArgsType, Field, ID, Int } from 'type-graphql';

/** The case that a verb is done to, and the version that its caller has seen. */
@ArgsType()
export class CaseTarget {
  @Field(() => ID, { description: '标识。 Identifier.' })
  id!: string;

  @Field(() => Int, { description: '所见版本。 The version that you saw.' })
  version!: number;
}
