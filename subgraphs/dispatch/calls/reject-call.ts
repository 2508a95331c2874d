import type { Context } from '../../../kit/module/context.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import type { RejectCallArguments } from './call-arguments.js';
import type { Rejection } from './call-inputs.js';
import { RejectionGround } from './call-vocabulary.js';
import { callWorkflow } from './call-workflow.js';
import { TownCall } from './town-call.js';

/**
 * Does not take a call on. That the town holds the power itself is asked of the lists, that it called before of its calls.
 * Faults: CONFLICT, reason GROUND_UNFOUNDED, where that is not so; NOT_FOUND for an item; INVALID, reason TEXT_LENGTH.
 */
export async function rejectCall(context: Context, { id, version, ...given }: RejectCallArguments): Promise<TownCall> {
  const call = await allowedOn(callWorkflow, 'rejectCall', { id, version }, context);
  return move(callWorkflow, 'rejectCall', { id, version }, context, await rejectionOf(context, call, given));
}

/** A rejection as it is given, with what its ground rests on. */
export async function rejectionOf(
  context: Context,
  call: TownCall,
  { ground, reason, item = null, duplicateOf = null }: Omit<RejectCallArguments, 'id' | 'version'>,
): Promise<Rejection> {
  const asksItem = ground === RejectionGround.WITHIN_TOWN_POWER && item !== null;
  const asksCall = ground === RejectionGround.DUPLICATE && duplicateOf !== null;
  return {
    ground,
    reason,
    item,
    duplicateOf,
    heldByTown: asksItem && (await isHeldByTown(context, item, call.regionCode)),
    repeatsOwnCall: asksCall && (await isOwnCall(context, duplicateOf, call)),
  };
}

async function isHeldByTown(context: Context, item: string, region: string): Promise<boolean> {
  const { whoMayExercise } = await context.ask<{ readonly whoMayExercise: { readonly level: string } | null }>(
    'query ($item: ID!, $region: ID!) { whoMayExercise(item: $item, region: $region) { level } }',
    { item, region },
  );
  return whoMayExercise?.level === 'TOWN';
}

async function isOwnCall({ session }: Context, callNo: string, call: TownCall): Promise<boolean> {
  const other = await session.one(TownCall, 'callNo', callNo);
  return other !== null && other.id !== call.id && other.townCode === call.townCode;
}
