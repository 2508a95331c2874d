import { specialisedTeams } from './departments.js';
import type { Organization } from './organizations.js';
import { at, Chance } from './random.js';
import { sheetFile, type SheetFile } from './sheet-file.js';
import type { StaffMember } from './staff.js';

/** A row of enforcement-teams.csv. */
interface Team {
  readonly code: string;
  readonly name: string;
  readonly model: 'COMPREHENSIVE' | 'SPECIALISED';
  readonly organization: string;
  readonly region: string;
  readonly domain: string;
}

/** A row of enforcement-certificates.csv. */
export interface Certificate {
  readonly number: string;
  readonly staff: string;
  readonly from: string;
  readonly to: string;
  readonly domain: string;
}

const certificateCount = 760;
const expiredCount = 30;
const comprehensive = '综合执法';

/** 17 town teams, seven specialised teams of the county and its comprehensive one. */
export function formTeams(organizations: readonly Organization[]): Team[] {
  const teams = organizations.filter(({ kind }) => kind === 'ENFORCEMENT_TEAM');
  const countyTeams = teams.map(({ code, name, region }, index): Team => {
    const special = specialisedTeams[index]?.domain;
    return {
      code: `DW${region}-${index + 1}`,
      name,
      model: special ? 'SPECIALISED' : 'COMPREHENSIVE',
      organization: code,
      region,
      domain: special ?? comprehensive,
    };
  });
  const bureaus = organizations.filter(({ kind }) => kind === 'ENFORCEMENT_BUREAU');
  const townTeams = bureaus.map(({ code, name, region }): Team => {
    return {
      code: `DW${region}`,
      name: `${name}全能型中队`,
      model: 'COMPREHENSIVE',
      organization: code,
      region,
      domain: comprehensive,
    };
  });
  return [...countyTeams, ...townTeams];
}

/** Who belongs to which team: all active staff of the team's organisation, auxiliaries on contract included. */
export function teamMembers(teams: readonly Team[], staff: readonly StaffMember[]): (readonly [Team, StaffMember])[] {
  return teams.flatMap((team) =>
    staff
      .filter(({ workplace, status }) => workplace === team.organization && status === 'ACTIVE')
      .map((member) => [team, member] as const),
  );
}

/** 760 certificates: every team's officers but not the auxiliaries, then others of the county; 4 % have expired. */
export function issueCertificates(
  members: readonly (readonly [Team, StaffMember])[],
  staff: readonly StaffMember[],
): Certificate[] {
  const chance = new Chance('certificates');
  const officers = members.filter(([, { identity }]) => identity !== 'CONTRACT');
  const teamStaff = new Set(members.map(([, { number }]) => number));
  const others = chance
    .shuffle(staff.filter((member) => mayHaveCertificate(member) && !teamStaff.has(member.number)))
    .slice(0, certificateCount - officers.length);
  const holders = [
    ...officers.map(([{ domain }, { number }]) => ({ number, domain })),
    ...others.map(({ number, establishment }) => ({ number, domain: domainOf(establishment) })),
  ].sort((one, other) => (one.number < other.number ? -1 : 1));
  const expired = new Set(chance.shuffle(holders).slice(0, expiredCount));
  return holders.map((holder, index): Certificate => {
    const { number, domain } = holder;
    const certificate = `JS0281${String(index + 1).padStart(5, '0')}`;
    return { number: certificate, staff: number, ...validity(expired.has(holder), chance), domain };
  });
}

/** The sheets enforcement-teams.csv, enforcement-team-members.csv and enforcement-certificates.csv. */
export function enforcementSheets(
  teams: readonly Team[],
  members: readonly (readonly [Team, StaffMember])[],
  certificates: readonly Certificate[],
): SheetFile[] {
  return [
    sheetFile(
      'enforcement-teams.csv',
      '队伍编码,名称,模式,机构编码,所在区划,领域',
      teams.map(({ code, name, model, organization, region, domain }) => [
        code,
        name,
        model,
        organization,
        region,
        domain,
        'ours',
      ]),
    ),
    sheetFile(
      'enforcement-team-members.csv',
      '队伍编码,工号,开始日期,结束日期',
      members.map(([{ code }, { number }]) => [code, number, '2019-01-01', '', 'ours']),
    ),
    sheetFile(
      'enforcement-certificates.csv',
      '证号,工号,发证机关,有效期起,有效期止,领域',
      certificates.map(({ number, staff, from, to, domain }) => [
        number,
        staff,
        '江阴市司法局',
        from,
        to,
        domain,
        'ours',
      ]),
    ),
  ];
}

function mayHaveCertificate({ identity, status, workplace, establishment }: StaffMember): boolean {
  const enforces = /-(station|office)$/.test(workplace);
  return identity !== 'CONTRACT' && status === 'ACTIVE' && (enforces || domainOf(establishment) !== comprehensive);
}

function domainOf(establishment: string): string {
  return specialisedTeams.find(({ department }) => establishment.endsWith(`-${department}`))?.domain ?? comprehensive;
}

/** Five years, most of them ending after 2027; the expired ended in the year before 2026-11-21. */
function validity(expired: boolean, chance: Chance): { from: string; to: string } {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(chance.integer(1, 10))}-${two(chance.integer(1, 28))}`;
  const year = expired ? 2026 : chance.next() < 0.12 ? 2027 : chance.integer(2028, 2030);
  return { from: `${year - 5}-${day}`, to: `${year}-${day}` };
}

/** The sheet legal-reviewers.csv: the county's justice bureau reviews for all, and one of the model town for itself. */
export function legalReviewersSheet(core: readonly StaffMember[]): SheetFile {
  const justice = core
    .filter(({ workplace, status }) => workplace === '320281-justice' && status === 'ACTIVE')
    .slice(1, 4);
  const own = core.filter(
    ({ workplace, status }) => workplace === '320281104-enforcement-bureau' && status === 'ACTIVE',
  );
  // One qualified, one who began before the law demanded it, one who began too late without; and the town's own.
  const facts = [
    ['A20153202810001', '2016-03-01'],
    ['', '2012-05-01'],
    ['', '2021-09-01'],
    ['A20183202810004', '2019-02-01'],
  ] as const;
  const people = [...justice, at(own, 1)];
  return sheetFile(
    'legal-reviewers.csv',
    '工号,法律职业资格证书号,从事审核日期',
    people.map(({ number }, index) => [number, ...at(facts, index), 'ours']),
  );
}
