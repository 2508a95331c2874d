import type { Migration } from '../../../kit/data/migrate.js';

/** Creates the transfers of cases; a new table, so nothing waits. A case has one open transfer at most. */
export const caseTransfers: Migration = {
  name: '0004-case-transfers',
  sql: `
create table enforcement.case_transfers (
  id uuid primary key,
  version integer not null default 1,
  state text collate "C" not null,
  course jsonb not null,
  region_code text collate "C" not null,
  kind text collate "C" not null,
  case_id text collate "C" not null,
  case_no text collate "C" not null,
  case_state text collate "C" not null,
  from_code text collate "C" not null,
  to_code text collate "C" not null,
  party_codes text[] not null,
  reason text not null,
  answer text,
  material_digests text[] not null,
  receiver_case_no text collate "C",
  findings jsonb not null
);
create index case_transfers_region on enforcement.case_transfers (region_code, id);
create index case_transfers_case on enforcement.case_transfers (case_id);
create index case_transfers_parties on enforcement.case_transfers using gin (party_codes);
create unique index case_transfers_open on enforcement.case_transfers (case_id)
  where state in ('PROPOSED', 'APPROVED', 'SENT', 'DISPUTED', 'DESIGNATED');
`,
};
