import { type EventHandler, onEvent } from '../../../kit/events/declare-event.js';
import type { Context } from '../../../kit/module/context.js';
import { regionOf } from '../directory-sheets.js';
import { StaffMember, StaffStatus } from '../staff-member.js';

/** What evaluation decides on where people work stands in their employment records (EV-12, EV-15). */
export const onMoves: readonly EventHandler[] = [
  onEvent(
    'SecondmentBegan',
    { zh: '借调期间在借入单位工作', en: 'who is lent works for the borrower' },
    { staffNumber: 'text', toCode: 'text' },
    async ({ payload: { staffNumber, toCode } }, inside) => {
      await change(inside, staffNumber, { status: StaffStatus.SECONDED_OUT, ...workingAt(toCode) });
    },
  ),
  onEvent(
    'SecondmentEnded',
    { zh: '归队后回原单位工作', en: 'who is back works where they did' },
    { staffNumber: 'text', fromCode: 'text' },
    async ({ payload: { staffNumber, fromCode } }, inside) => {
      await change(inside, staffNumber, { status: StaffStatus.ACTIVE, ...workingAt(fromCode) });
    },
  ),
  onEvent(
    'StationedStaffTransferred',
    { zh: '调离的派驻干部,编制和工作随之转出', en: 'who is transferred takes post and work along' },
    { staffNumber: 'text', toCode: 'text' },
    async ({ payload: { staffNumber, toCode } }, inside) => {
      await change(inside, staffNumber, {
        stationed: false,
        establishmentOrganizationCode: toCode,
        ...workingAt(toCode),
      });
    },
  ),
];

function workingAt(code: string): Pick<StaffMember, 'workingOrganizationCode' | 'regionCode'> {
  return { workingOrganizationCode: code, regionCode: regionOf(code) };
}

async function change({ session: { manager } }: Context, number: string, to: Partial<StaffMember>): Promise<void> {
  const person = await manager.findOne(StaffMember, { number });
  if (person) Object.assign(person, to);
  await manager.flush();
}
