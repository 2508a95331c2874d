import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { StaffMember } from '../foreign.js';

/** Asks authority for each of these people. Fault NOT_FOUND for one whom it does not show the caller. */
export async function requireStaff(context: Context, numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    const { staffMember } = await context.ask<{ staffMember: object | null }>(
      'query ($number: ID!) { staffMember(number: $number) { number } }',
      { number },
    );
    if (staffMember === null) throw notFound(StaffMember, number);
  }
}
