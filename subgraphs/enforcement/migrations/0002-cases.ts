import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the cases; a new table, so nothing waits. A decision that was made can never be altered (§ 59). */
export const cases: Migration = {
  name: '0002-cases',
  sql: `
create table enforcement.cases (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  region_code text collate "C" not null,
  course jsonb not null,
  case_no text collate "C" not null unique,
  procedure text collate "C" not null,
  event_no text collate "C",
  power_item_code text collate "C" not null,
  organization_code text collate "C" not null,
  subject_code text collate "C" not null,
  officer_numbers text[] not null,
  grid_code text collate "C",
  address text not null,
  longitude double precision,
  latitude double precision,
  occurred_at timestamptz not null,
  occurred_on date not null,
  filed_at timestamptz not null,
  facts text not null,
  harms_life_health_finance boolean not null,
  evidence_digests text[] not null,
  evidence_place_unknown boolean not null,
  party_record jsonb not null,
  party_key text collate "C" not null,
  fine numeric(12,2),
  decision_record jsonb,
  decision_digest text collate "C",
  service_record jsonb,
  payment_record jsonb,
  reliefs jsonb not null,
  payment_due_on date,
  recording_due_at timestamptz,
  recorded_at timestamptz,
  closed_at timestamptz,
  withdrawal_reason text
);
create index cases_region on enforcement.cases (region_code, case_no);
create index cases_event on enforcement.cases (event_no) where event_no is not null;
create index cases_item on enforcement.cases (power_item_code, case_no);
create index cases_officers on enforcement.cases using gin (officer_numbers);
create unique index cases_one_fine on enforcement.cases (party_key, power_item_code, occurred_on) where fine is not null;
create function enforcement.keep_decision() returns trigger language plpgsql as $$ begin
  if old.decision_record is not null and (new.decision_record, new.decision_digest, new.fine)
     is distinct from (old.decision_record, old.decision_digest, old.fine)
  then raise exception 'The decision of the case % stands and is not altered.', old.case_no; end if; return new; end $$;
create trigger cases_keep_decision before update on enforcement.cases
  for each row execute function enforcement.keep_decision();
`,
};
