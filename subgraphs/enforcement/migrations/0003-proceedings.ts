import type { Migration } from '../../../kit/data/migrate.js';

/**
 * Cases get the records of the general procedure, the department that handed them over, and who sees them; those who review
 * legality are a new table. The parties of a case that the older version opens are filled by a trigger.
 */
export const proceedings: Migration = {
  name: '0003-proceedings',
  sql: `
alter table enforcement.cases add column proceeding jsonb not null default '{}', add column origin_code text collate "C",
  add column party_codes text[] not null default '{}';
update enforcement.cases set party_codes = array[organization_code];
create function enforcement.name_parties() returns trigger language plpgsql as $$ begin
  if new.party_codes = '{}' then new.party_codes := array[new.organization_code]; end if; return new; end $$;
create trigger cases_name_parties before insert on enforcement.cases
  for each row execute function enforcement.name_parties();
create index cases_parties on enforcement.cases using gin (party_codes);
create index cases_act on enforcement.cases (party_key, power_item_code, occurred_on);
create table enforcement.legal_reviewers (
  id uuid primary key,
  staff_number text collate "C" not null unique,
  qualification_number text collate "C",
  reviews_since date not null
);
`,
};
