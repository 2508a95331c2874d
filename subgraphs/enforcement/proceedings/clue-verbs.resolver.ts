import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { move } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { ClueInput } from '../cases/case-inputs.js';
import { CaseTarget } from '../cases/case-target.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { fileCase } from './file-case.js';
import { handOverClue } from './hand-over-clue.js';
import { registerClue } from './register-clue.js';

@Resolver(() => Case)
export class ClueVerbsResolver {
  @Mutation(() => Case, { nullable: true, description: '登记案源线索(EN-06)。 Registers a clue that was found.' })
  registerClue(
    @Ctx() context: Context,
    @Arg('input', () => ClueInput, { description: '线索。 The clue.' }) input: ClueInput,
  ): Promise<Case> {
    return registerClue(context, input);
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '部门将线索移交有权处罚的执法机构(EN-20)。 A department hands a clue over to those who enforce there.',
  })
  handOverClue(
    @Ctx() context: Context,
    @Arg('to', () => ID, { description: '接收机构编码。 Code of who receives it.' }) to: string,
    @Arg('input', () => ClueInput, { description: '线索。 The clue.' }) input: ClueInput,
  ): Promise<Case> {
    return handOverClue(context, to, input);
  }

  @Mutation(() => Case, { nullable: true, description: '接收移交的线索(EN-20)。 Takes a clue on.' })
  acceptClue(@Ctx() context: Context, @Args(() => CaseTarget) target: CaseTarget): Promise<Case> {
    return move(caseWorkflow, 'acceptClue', target, context, {});
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '不予立案;移交的线索连同理由退回移交部门(EN-20)。 Refuses a clue; who handed it over learns why.',
  })
  refuseClue(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('reason', () => String, { description: '理由,1—500 字。 Reason.' }) reason: string,
  ): Promise<Case> {
    return move(caseWorkflow, 'refuseClue', target, context, { reason });
  }

  @Mutation(() => Case, {
    nullable: true,
    description: '立案:指定执法人员,九十日内作出决定(EN-06)。 Files a clue; the 90 days begin.',
  })
  fileCase(
    @Ctx() context: Context,
    @Args(() => CaseTarget) target: CaseTarget,
    @Arg('officers', () => [ID], {
      description: '执法人员工号,至少两人,主办在前。 Officers, two at least; the first leads.',
    })
    officers: string[],
  ): Promise<Case> {
    return fileCase(context, target, officers);
  }
}
