// Whether node_modules is that of package-lock.json, for what starts on whatever Node the machine has.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = new URL('../node_modules/.bootstrap', import.meta.url);

/** The text of package-lock.json. */
export const lockFile = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');

// The platform belongs to the stamp: a folder shared with another system holds that system's native builds.
const wanted = `${createHash('sha256').update(lockFile).digest('hex')} ${process.platform} ${process.arch}`;

/** Whether an installation of exactly these packages was finished. */
export function isStamped() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** Notes that one was. */
export function writeStamp() {
  writeFileSync(stamp, wanted);
}
