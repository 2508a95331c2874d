import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the steps and manuals of duties; new tables, so nothing waits. */
export const processes: Migration = {
  name: '0005-processes',
  sql: `
create table authority.process_steps (
  id uuid primary key,
  duty_code text collate "C" not null,
  sequence integer not null,
  name text not null,
  side text not null,
  actor text not null,
  period_text text not null,
  instruction text not null,
  unique (duty_code, sequence)
);
create table authority.duty_manuals (
  id uuid primary key,
  duty_code text collate "C" not null unique,
  situations text not null,
  points text not null,
  documents text[] not null
);
`,
};
