import { notFound } from '../data/perform.js';
import type { Class } from '../module/define.js';

/** Refuses a text that is no code of a `region`, before rows are compared with it. Fault NOT_FOUND. */
export function requireRegionCode(region: Class, code: string): void {
  if (!/^\d{2,12}$/.test(code)) throw notFound(region, code);
}

/** Refuses what is no code of a county, before its rules are asked for (GB/T 2260: six digits). Fault NOT_FOUND. */
export function requireCountyCode(region: Class, code: string): void {
  if (!/^\d{6}$/.test(code)) throw notFound(region, code);
}
