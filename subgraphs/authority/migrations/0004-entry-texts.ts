import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the texts of lists' entries; a new table, so nothing waits. */
export const entryTexts: Migration = {
  name: '0004-entry-texts',
  sql: `
create table authority.entry_texts (
  id uuid primary key,
  list_code text collate "C" not null,
  number integer not null,
  edition text collate "C" not null,
  code text collate "C" not null,
  county_duty text not null,
  town_duty text not null,
  coordination text not null,
  procedure text not null,
  unique (list_code, number, code)
);
create unique index entry_texts_edition on authority.entry_texts (edition, code);
`,
};
