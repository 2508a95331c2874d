import { afterAll, afterEach } from '@jest/globals';

/** Something that a test opens. */
interface Opened {
  close(): unknown;
}

/** Answers what keeps what a file's tests open, and closes it after each of them, in the order in which it was opened. */
export function closedAfterEach(): <T extends Opened>(opened: T) => T {
  return keptUntil(afterEach);
}

/** The same after all of them. */
export function closedAfterAll(): <T extends Opened>(opened: T) => T {
  return keptUntil(afterAll);
}

function keptUntil(after: (close: () => Promise<void>) => void): <T extends Opened>(opened: T) => T {
  const kept: Opened[] = [];
  after(async () => {
    for (const each of kept.splice(0)) await each.close();
  });
  return (opened) => {
    kept.push(opened);
    return opened;
  };
}
