import type { EntityDeclaration } from '../module/define.js';
import { everyone } from '../data/visibility.js';
import type { Migration } from '../data/migrate.js';
import { CalendarDay } from './calendar-day.js';
import { CountySetting } from './county-setting.js';

/** Profiles and calendars are published rules: everybody may read them. */
export const countyEntities: readonly EntityDeclaration[] = [
  { entity: CountySetting, visibility: everyone, keys: ['id'] },
  { entity: CalendarDay, visibility: everyone, keys: ['id'] },
];

/** Makes the tables of counties' profiles and calendars; locks nothing that stands. */
export const countyMigration: Migration = {
  name: '0002-counties',
  sql: `
create table kit.county_settings (
  id uuid primary key,
  county text collate "C" not null,
  profile_version integer not null,
  effective_from date not null,
  key text collate "C" not null,
  value text not null,
  basis text not null,
  title_zh text not null,
  title_en text not null,
  unique (county, profile_version, key)
);

create table kit.calendar_days (
  id uuid primary key,
  county text collate "C" not null,
  day date not null,
  kind text not null,
  note text not null,
  unique (county, day)
);
`,
};
