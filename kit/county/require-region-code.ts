import { notFound } from '../data/perform.js';
import type { Class } from '../module/define.js';

/** Refuses a text that is no code of a `region`, before rows are compared with it. Fault NOT_FOUND. */
export function requireRegionCode(region: Class, code: string): void {
  if (!/^\d{2,12}$/.test(code)) throw notFound(region, code);
}
