import type { Moment } from '../../../kit/workflow/workflow.js';
import { FailureKind } from '../findings/finding-vocabulary.js';
import { findingSettings } from '../findings/finding-settings.js';
import { suspect } from '../findings/suspect.js';
import { quarterOf } from './quarter.js';
import { TownCall } from './town-call.js';

/** 乱呼叫: as many reckless calls in a quarter as the county’s profile says, this one among them, make a suspicion of the town. */
export async function suspectRecklessCalling(
  call: TownCall,
  { context, rules, now }: Pick<Moment<unknown>, 'context' | 'rules' | 'now'>,
): Promise<void> {
  const quarter = quarterOf(call.calledAt ?? now);
  const others = await context.session.manager.count(
    TownCall,
    {
      id: { $ne: call.id },
      townCode: call.townCode,
      reckless: true,
      calledAt: { $gte: quarter.from, $lt: quarter.to },
    },
    { filters: { visible: false } },
  );
  if (others + 1 < rules.read(findingSettings.reckless)) return;
  await suspect(context, {
    kind: FailureKind.RECKLESS_CALLING,
    subjectCode: call.townCode,
    regionCode: call.regionCode,
    dutyCode: call.dutyCode,
    callId: call.id,
    detail: `${quarter.name} 属自身权限、重复或简易事件的呼叫 ${others + 1} 次`,
    occasion: `${call.townCode} ${quarter.name}`,
  });
}
