import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Creates proposals, and tells what an entry says besides its code: columns that are empty or have a constant default, so
 * no table is written anew.
 */
export const listChanges: Migration = {
  name: '0006-list-changes',
  sql: `
alter table authority.power_list_entries add column note text, add column except_towns text[] not null default '{}';
create table authority.list_change_proposals (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  list_code text collate "C" not null,
  kind text not null,
  reason text not null,
  justification text not null,
  item_code text collate "C" not null,
  town_codes text[] not null,
  texts jsonb,
  note text,
  proposer_code text collate "C" not null,
  proposed_by_town boolean not null,
  consulted_codes text[] not null,
  party_codes text[] not null,
  opinions jsonb not null,
  lawful boolean,
  legal_opinion text,
  decision text,
  provincial_document text,
  result_number integer
);
create index list_change_proposals_region on authority.list_change_proposals (region_code, state, id);
create index list_change_proposals_parties on authority.list_change_proposals using gin (party_codes);
`,
};
