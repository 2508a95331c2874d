import type { Migration } from '../../../kit/data/migrate.js';

/** Creates evidence and posted scores; new tables, so nothing waits. */
export const scoreEvidence: Migration = {
  name: '0002-score-evidence',
  sql: `
create table evaluation.score_evidence (
  id uuid primary key,
  event_no text collate "C" not null,
  subject text collate "C" not null,
  indicator text collate "C" not null,
  region_code text collate "C" not null,
  grid_code text collate "C",
  staff_number text collate "C",
  organization_code text collate "C",
  scheme_code text collate "C",
  scheme_version integer,
  dimension text collate "C",
  value numeric,
  points numeric,
  occurred_at timestamptz not null,
  source_event_id uuid not null,
  unique (event_no, subject, indicator)
);
create index score_evidence_grid on evaluation.score_evidence (grid_code, id);
create index score_evidence_staff on evaluation.score_evidence (staff_number, id);
create index score_evidence_region on evaluation.score_evidence (region_code, id);
create table evaluation.posted_scores (
  id uuid primary key,
  event_no text collate "C" not null unique,
  region_code text collate "C" not null,
  scheme_code text collate "C",
  scheme_version integer,
  points numeric not null,
  dimensions jsonb not null,
  evidence integer not null,
  posted_at timestamptz not null
);
`,
};
