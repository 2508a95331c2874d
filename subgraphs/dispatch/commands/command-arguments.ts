import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';

/** The command order, or the organisation called out, that a verb is done to, as the caller saw it. */
@ArgsType()
export class CommandTarget {
  @Field(() => ID, { description: '指令或应召单位的标识。 Identifier of the order or of the one called out.' })
  id!: string;

  @Field(() => Int, { description: '所见版本。 The version that you saw.' })
  version!: number;
}

/** Arguments of a verb that says where somebody is. */
@ArgsType()
export class PositionArguments extends CommandTarget {
  @Field(() => Float, { description: '经度(CGCS2000)。 Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: '纬度(CGCS2000)。 Degrees north.' })
  latitude!: number;
}

@InputType({ description: '应召单位。 An organisation to be called out.' })
export class CalledOutInput {
  @Field(() => ID, { description: '单位编码。 Code of the organisation.' })
  organization!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '是否牵头;有且仅有一个。 Whether it leads; exactly one does.',
  })
  isLead!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: '接令负责人工号,须在该单位工作;缺省为该单位负责人。 Whom it goes to; its head unless told.',
  })
  contact?: string | null;
}

@InputType({ description: '一键下达的指令(DI-16)。 What one key orders.' })
export class CommandInput {
  @Field(() => ID, { description: '事件编号。 Number of the event.' })
  eventNo!: string;

  @Field(() => [ID], { description: '指挥长工号,有且仅有一名。 Staff number of the commander, exactly one.' })
  commanders!: string[];

  @Field(() => [CalledOutInput], { description: '牵头 1 个、协同至少 1 个。 One that leads, one or more that help.' })
  responders!: CalledOutInput[];

  @Field(() => String, { description: '指令,1—1000 字。 What is ordered.' })
  instruction!: string;
}
