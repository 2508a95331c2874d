import { join } from 'node:path';
import { accountsSheet } from './accounts.js';
import { baseItems, catalogueSheet, demandedItems } from './catalogue.js';
import { checkCounts } from './check-counts.js';
import { checkGrids } from './check-grids.js';
import { checkReferences } from './check-references.js';
import { commandCentresSheet, eventCategoriesSheet } from './dispatch-sheets.js';
import {
  enforcementSheets,
  formTeams,
  issueCertificates,
  legalReviewersSheet,
  teamMembers,
} from './enforcement-sheets.js';
import { elementsSheet, registerElements } from './elements.js';
import { evaluationSheets, purposesSheet } from './evaluation-sheets.js';
import { gridCommunitiesSheet, placeCommunities } from './first-level.js';
import { gridRolesSheet, staffGrids } from './grid-roles.js';
import { gridSkillsSheet } from './grid-skills.js';
import { drawGrids, gridsSheet } from './grids.js';
import { type Organization, organizationsSheet, organize } from './organizations.js';
import { listPowers, powerItemsSheet } from './power-items.js';
import { grantPowers, powerGrantsSheet, powerListSheets, removedItems } from './power-lists.js';
import { placePremises, premisesSheet } from './premises.js';
import { processSheets } from './processes.js';
import { readCounty, regionsSheet, type County } from './regions.js';
import { writeSheet, type SheetFile } from './sheet-file.js';
import { appointCore, enrol, staffSheet } from './staff.js';
import { subgraphAddressesSheet } from './subgraph-addresses.js';
import { Tables } from './tables.js';
import { dutySheets, listDuties, listResponsibilities } from './territorial-duties.js';

// Writes the sheets of a county anew from its regions: `generate.ts jiangyin`. The same regions give the same bytes.
const name = process.argv[2];
if (!name || !/^[a-z]+$/.test(name))
  throw new Error('Say which county, as its folder is called: generate.ts jiangyin.');
const folder = join(import.meta.dirname, '..', '..', 'counties', name);

const county = readCounty(folder);
const sheets = sheetsOf(county);
const tables = new Tables([regionsSheet(folder), ...sheets]);
checkReferences(tables);
checkCounts(tables);
checkGrids(tables);
for (const sheet of sheets) {
  const bytes = writeSheet(folder, sheet);
  console.log(
    `${sheet.file.padEnd(40)} ${String(sheet.rows.length).padStart(6)} rows ${String(bytes).padStart(8)} bytes`,
  );
}

function sheetsOf(county: County): SheetFile[] {
  const { code } = county.county;
  const places = placeCommunities(county);
  const organizations = organize(county);
  const grids = drawGrids(county, places);
  const appointed = appointCore(organizations);
  const gridStaff = staffGrids(grids);
  const staff = enrol([...appointed, ...gridStaff.appointments]);
  const core = staff.slice(0, appointed.length);
  const gridPeople = staff.slice(appointed.length);
  const items = listPowers();
  const removed = removedItems(items);
  const base = baseItems(items, removed);
  const duties = listDuties();
  const teams = formTeams(organizations);
  const members = teamMembers(teams, core);
  const certificates = issueCertificates(members, core);
  return [
    organizationsSheet(organizations),
    staffSheet(staff),
    gridCommunitiesSheet(places),
    gridsSheet(grids),
    gridRolesSheet(grids, gridStaff.holdings, gridPeople),
    elementsSheet(registerElements(grids, gridStaff.holdings, gridPeople)),
    gridSkillsSheet(grids, gridStaff.holdings, gridPeople),
    catalogueSheet(base, code.slice(0, 2)),
    powerItemsSheet(items, code),
    ...powerListSheets(items, removed, { duties: duties.map((duty) => duty.code), demands: demandedItems(base) }, code),
    powerGrantsSheet(grantPowers(items, removed, organizations)),
    ...dutySheets(duties, listResponsibilities(duties), code),
    ...processSheets(duties, (department) => nameOf(organizations, `${code}-${department}`)),
    commandCentresSheet(organizations, core),
    eventCategoriesSheet(duties),
    ...enforcementSheets(teams, members, certificates),
    legalReviewersSheet(core),
    premisesSheet(placePremises(grids)),
    ...evaluationSheets(code),
    purposesSheet(),
    subgraphAddressesSheet(),
    accountsSheet(core, gridPeople, gridStaff.holdings, certificates),
  ];
}

function nameOf(organizations: readonly Organization[], code: string): string {
  const found = organizations.find((organization) => organization.code === code);
  if (!found) throw new Error(`There is no organisation ${code}.`);
  return found.name;
}
