import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { DutySinkInput } from './duty-sink-input.js';
import { DutySinkRequest } from './duty-sink-request.js';
import { amendDutySink, requestDutySink } from './request-duty-sink.js';
import { ResourceSupportInput } from './resource-support.js';
import { ConsentDecision } from './sink-vocabulary.js';
import { sinkWorkflow } from './sink-workflow.js';

const idText = { description: '申请的标识。 Identifier of the request.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const reasonText = { description: '理由,1—1000 字。 Why.' };
const decisionText = { description: '审批意见,1—1000 字。 The decision in words.' };
const townsText = { description: '镇街政府编码。 Governments of the towns.' };

@Resolver(() => DutySinkRequest)
export class SinkVerbsResolver {
  @Mutation(() => DutySinkRequest, { nullable: true, description: '申请职责下沉(AU-10)。 Asks to sink a duty.' })
  requestDutySink(
    @Ctx() context: Context,
    @Arg('request', () => DutySinkInput, { description: '申请。 What is asked.' }) request: DutySinkInput,
  ) {
    return requestDutySink(context, request);
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '征求各镇街意见。 Asks the towns.' })
  submitDutySink(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return move(sinkWorkflow, 'submitDutySink', { id, version }, context, {});
  }

  @Mutation(() => DutySinkRequest, {
    nullable: true,
    description: '镇街负责人答复:同意、附条件同意或不同意。 The town’s leader answers.',
  })
  decideTownConsent(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => ConsentDecision, { description: '意见。 What the town says.' }) decision: ConsentDecision,
    @Arg('words', () => String, { nullable: true, description: '条件或理由,1—1000 字。 Its conditions or reason.' })
    words?: string,
  ) {
    const answer = { decision, words: words ?? null };
    return move(sinkWorkflow, 'decideTownConsent', { id, version }, context, answer);
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '接受镇街所附条件。 Takes conditions of towns on.' })
  acceptTownConditions(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('towns', () => [ID], townsText) towns: string[],
  ) {
    return move(sinkWorkflow, 'acceptTownConditions', { id, version }, context, { towns });
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '将镇街移出申请。 Leaves towns out.' })
  leaveTownsOut(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('towns', () => [ID], townsText) towns: string[],
  ) {
    return move(sinkWorkflow, 'leaveTownsOut', { id, version }, context, { towns });
  }

  @Mutation(() => DutySinkRequest, {
    nullable: true,
    description: '修改申请并重新征求意见。 Amends a request and asks the towns anew.',
  })
  amendDutySink(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('content', () => String, { description: '内容,1—4000 字。 What the towns shall do.' }) content: string,
    @Arg('supports', () => [ResourceSupportInput], { description: '配套资源。 What goes with it.' })
    supports: ResourceSupportInput[],
  ) {
    return amendDutySink(context, { id, version }, { content, supports });
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '放弃申请。 Gives a request up.' })
  abandonDutySink(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('reason', () => String, reasonText) reason: string,
  ) {
    return move(sinkWorkflow, 'abandonDutySink', { id, version }, context, { reason });
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '合法性审查。 Reviews the legality.' })
  reviewDutySinkLegality(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('lawful', () => Boolean, { description: '是否通过。 Whether it is lawful.' }) lawful: boolean,
    @Arg('opinion', () => String, { description: '审查意见,1—1000 字。 The finding in words.' }) opinion: string,
  ) {
    return move(sinkWorkflow, 'reviewDutySinkLegality', { id, version }, context, { lawful, opinion });
  }

  @Mutation(() => DutySinkRequest, {
    nullable: true,
    description: '批准;有镇街未同意的不得批准。 Approves; never while a town does not consent.',
  })
  approveDutySink(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, decisionText) decision: string,
  ) {
    return move(sinkWorkflow, 'approveDutySink', { id, version }, context, { decision });
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '不予批准。 Rejects.' })
  rejectDutySink(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, decisionText) decision: string,
  ) {
    return move(sinkWorkflow, 'rejectDutySink', { id, version }, context, { decision });
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '登记配套到位。 Notes what was delivered.' })
  deliverSupport(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('support', () => Int, { description: '配套的序号。 Number of what was delivered.' }) support: number,
  ) {
    return move(sinkWorkflow, 'deliverSupport', { id, version }, context, { support });
  }

  @Mutation(() => DutySinkRequest, {
    nullable: true,
    description: '施行,形成属地管理事项。 Brings it into force: a territorial duty comes of it.',
  })
  bringDutySinkIntoForce(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return move(sinkWorkflow, 'bringDutySinkIntoForce', { id, version }, context, {});
  }

  @Mutation(() => DutySinkRequest, { nullable: true, description: '终止已施行的下沉。 Ends a sunk duty.' })
  terminateDutySink(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('reason', () => String, reasonText) reason: string,
  ) {
    return move(sinkWorkflow, 'terminateDutySink', { id, version }, context, { reason });
  }
}
