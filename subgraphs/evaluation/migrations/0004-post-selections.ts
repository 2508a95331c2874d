import type { Migration } from '../../../kit/data/migrate.js';

/** Creates rounds of two-way selection; a new table, so nothing waits. */
export const postSelections: Migration = {
  name: '0004-post-selections',
  sql: `
create table evaluation.post_selection_rounds (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  name text not null,
  post_codes text[] not null,
  candidate_numbers text[] not null,
  leaders jsonb not null,
  modules jsonb not null,
  choice_count integer not null,
  capacity integer not null,
  choices jsonb not null,
  rankings jsonb not null,
  matches jsonb not null,
  vacancies jsonb not null
);
create index post_selection_rounds_region on evaluation.post_selection_rounds (region_code, id);
`,
};
