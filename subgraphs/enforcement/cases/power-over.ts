import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { receivedPower } from '../transfers/received-power.js';
import type { Case } from './case.js';
import { lawfulPower, type LawfulPower } from './lawful-subject.js';

type PowerOfCase = Pick<Case, 'powerItemCode' | 'regionCode' | 'occurredOn' | 'procedure' | 'proceeding'>;

/**
 * The power that a case is about, if the caller may exercise it: on the day of the act and today, and today alone in a case
 * that was passed on. Faults: those of `lawfulPower` and `receivedPower`.
 */
export function powerOver(context: Context, row: PowerOfCase): Promise<LawfulPower> {
  const { powerItemCode: item, regionCode: region, occurredOn, procedure, proceeding } = row;
  if (proceeding.predecessorNo !== undefined) return receivedPower(context, row, dayOf(context.clock.now()));
  return lawfulPower(context, { item, region, occurredOn, procedure });
}
