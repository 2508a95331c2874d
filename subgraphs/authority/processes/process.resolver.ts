import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { TerritorialDuty } from '../territorial-duty.js';
import { DutyManual } from './duty-manual.js';
import { drawingOf, periodOf, ProcessDrawing } from './process-drawing.js';
import { ProcessStep } from './process-step.js';

@Resolver(() => TerritorialDuty)
export class DutyProcessResolver {
  @FieldResolver(() => ProcessDrawing, {
    nullable: true,
    description: '「施工图」(AU-07);尚未编制的为空。 The process drawing; none before it is drawn.',
  })
  async processDrawing(@Root() { code }: TerritorialDuty, @Ctx() { session }: Context): Promise<ProcessDrawing | null> {
    return drawingOf(await session.many(ProcessStep, 'dutyCode', code, ['sequence']));
  }

  @FieldResolver(() => DutyManual, {
    nullable: true,
    description: '「说明书」(AU-07);尚未编制的为空。 The manual; none before it is written.',
  })
  manual(@Root() { code }: TerritorialDuty, @Ctx() { session }: Context): Promise<DutyManual | null> {
    return session.one(DutyManual, 'dutyCode', code);
  }
}

@Resolver(() => ProcessStep)
export class ProcessStepResolver {
  @FieldResolver(() => String, { description: '时限,如 4个工作小时。 Its period in words.' })
  period(@Root() step: ProcessStep, @Ctx() { language }: Context): string {
    return periodOf(step)[language];
  }
}
