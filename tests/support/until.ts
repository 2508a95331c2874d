import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something holds, twenty seconds at most. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    if (await holds()) return;
    await pause(100);
  }
  throw new Error('It did not come about within twenty seconds.');
}
