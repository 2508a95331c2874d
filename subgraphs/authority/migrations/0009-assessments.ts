import type { Migration } from '../../../kit/data/migrate.js';

/** Creates assessments; a grant gets the day of its last one, which is empty at first. */
export const assessments: Migration = {
  name: '0009-assessments',
  sql: `
alter table authority.power_grants add column assessed_on date;
create table authority.capacity_assessments (
  id uuid primary key,
  organization_code text collate "C" not null,
  item_code text collate "C",
  assessor_code text collate "C" not null,
  assessed_on date not null,
  staffing integer not null,
  certified_officers integer not null,
  cases_handled integer not null,
  conclusion text not null,
  note text not null,
  proposal_id uuid
);
create index capacity_assessments_organization on authority.capacity_assessments (organization_code, assessed_on, id);
`,
};
