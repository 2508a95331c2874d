import type { Context } from '../../../kit/module/context.js';
import { everywhere } from '../everywhere.js';
import { StationLock } from './station-lock.js';
import { LockState } from './station-vocabulary.js';

/** Whether somebody is locked at an agency today, wherever that stands. */
export async function isLocked({ session }: Pick<Context, 'session'>, staffNumber: string): Promise<boolean> {
  const found = await session.manager.count(
    StationLock,
    { staffNumbers: { $contains: [staffNumber] }, state: LockState.LOCKED },
    everywhere,
  );
  return found > 0;
}
