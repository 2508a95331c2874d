import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { CommandInput, CommandTarget, PositionArguments } from './command-arguments.js';
import { CommandOrder } from './command-order.js';
import { CommandResponder } from './command-responder.js';
import { commandWorkflow } from './command-workflow.js';
import { issueCommand } from './issue-command.js';
import { responderWorkflow } from './responder-workflow.js';

@Resolver(() => CommandOrder)
export class CommandVerbsResolver {
  @Mutation(() => CommandOrder, {
    nullable: true,
    description: '一键下达指令(DI-16)。 Calls everybody out by one key.',
  })
  issueCommand(
    @Ctx() context: Context,
    @Arg('order', () => CommandInput, { description: '指令的内容。 What is ordered.' }) order: CommandInput,
  ): Promise<CommandOrder> {
    return issueCommand(context, order);
  }

  @Mutation(() => CommandOrder, { nullable: true, description: '专班发言,随流转留痕。 Posts to the group.' })
  postToCommand(
    @Ctx() context: Context,
    @Args(() => CommandTarget) target: CommandTarget,
    @Arg('text', () => String, { description: '内容,1—1000 字。 What is said.' }) text: string,
    @Arg('files', () => [ID], { defaultValue: [], description: '附件的标识。 Files uploaded before.' }) files: string[],
  ): Promise<CommandOrder> {
    return move(commandWorkflow, 'postToCommand', target, context, { text, files });
  }

  @Mutation(() => CommandOrder, { nullable: true, description: '宣布现场已控制。 Declares it under control.' })
  declareControlled(
    @Ctx() context: Context,
    @Args(() => CommandTarget) target: CommandTarget,
    @Arg('text', () => String, { description: '情况,1—1000 字。 The situation.' }) text: string,
  ): Promise<CommandOrder> {
    return move(commandWorkflow, 'declareControlled', target, context, { text });
  }

  @Mutation(() => CommandOrder, {
    nullable: true,
    description: '办结并解散线上专班。 Closes, and dissolves the group.',
  })
  closeCommand(
    @Ctx() context: Context,
    @Args(() => CommandTarget) target: CommandTarget,
    @Arg('summary', () => String, { description: '小结,1—2000 字。 The summary.' }) summary: string,
  ): Promise<CommandOrder> {
    return move(commandWorkflow, 'closeCommand', target, context, { summary });
  }

  @Mutation(() => CommandOrder, { nullable: true, description: '撤销指令。 Cancels an order.' })
  cancelCommand(
    @Ctx() context: Context,
    @Args(() => CommandTarget) target: CommandTarget,
    @Arg('reason', () => String, { description: '理由,1—1000 字。 Why.' }) reason: string,
  ): Promise<CommandOrder> {
    return move(commandWorkflow, 'cancelCommand', target, context, { reason });
  }
}

@Resolver(() => CommandResponder)
export class ResponderVerbsResolver {
  @Mutation(() => CommandResponder, { nullable: true, description: '负责人终端的回执。 The head’s telephone has it.' })
  receiveCommand(@Ctx() context: Context, @Args(() => CommandTarget) target: CommandTarget): Promise<CommandResponder> {
    return move(responderWorkflow, 'receiveCommand', target, context, {});
  }

  @Mutation(() => CommandResponder, { nullable: true, description: '应答指令。 Acknowledges.' })
  acknowledgeCommand(
    @Ctx() context: Context,
    @Args(() => CommandTarget) target: CommandTarget,
  ): Promise<CommandResponder> {
    return move(responderWorkflow, 'acknowledgeCommand', target, context, {});
  }

  @Mutation(() => CommandResponder, { nullable: true, description: '出动,记下时间和位置。 Sets out.' })
  departForCommand(
    @Ctx() context: Context,
    @Args(() => PositionArguments) { longitude, latitude, ...target }: PositionArguments,
  ): Promise<CommandResponder> {
    return move(responderWorkflow, 'departForCommand', target, context, { longitude, latitude });
  }

  @Mutation(() => CommandResponder, { nullable: true, description: '到场,记下时间和位置。 Arrives.' })
  arriveForCommand(
    @Ctx() context: Context,
    @Args(() => PositionArguments) { longitude, latitude, ...target }: PositionArguments,
  ): Promise<CommandResponder> {
    return move(responderWorkflow, 'arriveForCommand', target, context, { longitude, latitude });
  }

  @Mutation(() => CommandResponder, {
    nullable: true,
    description: '报告位置,地图随之更新(DI-17)。 Reports a position.',
  })
  reportPosition(
    @Ctx() context: Context,
    @Args(() => PositionArguments) { longitude, latitude, ...target }: PositionArguments,
  ): Promise<CommandResponder> {
    return move(responderWorkflow, 'reportPosition', target, context, { longitude, latitude });
  }
}
