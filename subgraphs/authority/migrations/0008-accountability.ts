import type { Migration } from '../../../kit/data/migrate.js';

/** Creates reviews of accountability; a new table, so nothing waits. */
export const accountability: Migration = {
  name: '0008-accountability',
  sql: `
create table authority.accountability_reviews (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  subject_code text collate "C" not null,
  duty_code text collate "C",
  occurred_on date not null,
  incident text not null,
  consequence text not null,
  event_no text collate "C",
  case_no text collate "C",
  listed_role text,
  list_edition text collate "C",
  statement text,
  diligent boolean,
  outcome text,
  reasoning text,
  law_cited text,
  appeal text
);
create index accountability_reviews_region on authority.accountability_reviews (region_code, state, id);
create index accountability_reviews_subject on authority.accountability_reviews (subject_code, id);
`,
};
