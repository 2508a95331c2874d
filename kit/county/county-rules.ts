import type { WorkingCalendar } from '../time/working-calendar.js';
import type { Setting, SettingKind, SettingValues } from './setting.js';

/** What holds in one county under one version of its profile. */
export interface CountyRules {
  /** Code of the county, six digits (GB/T 2260). */
  readonly county: string;
  /** Version of the profile; 0 where the county has none. */
  readonly version: number;
  readonly calendar: WorkingCalendar;
  /** A setting's value in this version; what the setting says otherwise where the version is silent. */
  read<Kind extends SettingKind>(setting: Setting<Kind>): SettingValues[Kind];
}
