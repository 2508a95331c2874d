import type { Migration } from '../../../kit/data/migrate.js';

/** Creates requests to sink duties; a duty that came of one may end, so duties get a last day, which is empty for the others. */
export const dutySinks: Migration = {
  name: '0007-duty-sinks',
  sql: `
alter table authority.territorial_duties add column ended_on date;
create table authority.duty_sink_requests (
  id uuid primary key,
  version integer not null default 1,
  state text not null,
  course jsonb not null,
  region_code text collate "C" not null,
  applicant_code text collate "C" not null,
  title text not null,
  domain text not null,
  content text not null,
  legal_basis text not null,
  ends_on date,
  town_codes text[] not null,
  party_codes text[] not null,
  consents jsonb not null,
  supports jsonb not null,
  legal_opinion text,
  lawful boolean,
  decision text,
  duty_code text collate "C"
);
create index duty_sink_requests_region on authority.duty_sink_requests (region_code, state, id);
create index duty_sink_requests_parties on authority.duty_sink_requests using gin (party_codes);
`,
};
