import type { Bilingual } from '../module/fault.js';
import { type Duration, parseDuration } from '../time/duration.js';

/** What each kind of setting is in code; a decimal stays a text, so that no digit is lost. */
export interface SettingValues {
  readonly duration: Duration;
  readonly integer: number;
  readonly flag: boolean;
  readonly text: string;
  readonly texts: readonly string[];
  readonly decimal: string;
}

/** How a setting's value is written in a county's profile. */
export type SettingKind = keyof SettingValues;

/** A rule that counties set differently: its name in their profiles, and what holds where a profile is silent. */
export interface Setting<Kind extends SettingKind = SettingKind> {
  /** Words in lower case, joined by dots and hyphens: `event.accept`. */
  readonly key: string;
  readonly kind: Kind;
  readonly title: Bilingual;
  readonly otherwise: SettingValues[Kind];
  /** The law or document that the setting comes from. */
  readonly source?: string;
  /** What is wrong with a value beyond its kind, or null. */
  problem?(value: SettingValues[Kind]): string | null;
}

/** Declares a setting; the module that owns it lists it in its declaration. */
export function declareSetting<Kind extends SettingKind>(setting: Setting<Kind>): Setting<Kind> {
  return Object.freeze(setting);
}

/** A setting's value as read from a profile's cell, or the rule that the cell breaks. */
export type SettingReading<Value> = { readonly value: Value } | { readonly problem: string };

type Readers = { readonly [Kind in SettingKind]: (cell: string) => SettingReading<SettingValues[Kind]> };

const readers: Readers = {
  duration: (cell) => {
    const value = parseDuration(cell);
    if (value === null || value.amount === 0)
      return { problem: 'must be a period such as 30wmin, 2wh, 5wd, 15d or 3mo' };
    return { value };
  },
  integer: (cell) =>
    /^-?\d{1,9}$/.test(cell) ? { value: Number(cell) } : { problem: 'must be a whole number of up to nine digits' },
  flag: (cell) => {
    if (cell === '是') return { value: true };
    return cell === '否' ? { value: false } : { problem: 'must be 是 or 否' };
  },
  text: (cell) => (cell === '' ? { problem: 'is empty' } : { value: cell }),
  texts: (cell) => {
    const value = cell.split('、');
    return value.includes('') ? { problem: 'must be texts joined by 、' } : { value };
  },
  decimal: (cell) =>
    /^-?\d{1,12}(\.\d{1,6})?$/.test(cell) ? { value: cell } : { problem: 'must be a decimal number' },
};

/** Reads a setting's value from a profile's cell. */
export function readSetting<Kind extends SettingKind>(
  setting: Setting<Kind>,
  cell: string,
): SettingReading<SettingValues[Kind]> {
  const reading: SettingReading<SettingValues[Kind]> = readers[setting.kind](cell);
  if ('problem' in reading) return reading;
  const problem = setting.problem?.(reading.value) ?? null;
  return problem === null ? reading : { problem };
}
