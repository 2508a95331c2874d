import { notFound } from '../../kit/data/perform.js';
import { Region } from './foreign.js';

/** Refuses a text that is no region code, before rows are compared with it. Fault NOT_FOUND. */
export function requireRegionCode(code: string): void {
  if (!/^\d{2,12}$/.test(code)) throw notFound(Region, code);
}
