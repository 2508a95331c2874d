import { citizenNumber } from './identity-numbers.js';
import type { Organization } from './organizations.js';
import { personName } from './person-names.js';
import { apportion, at, Chance } from './random.js';
import { sheetFile, yesNo, type SheetFile } from './sheet-file.js';

/** A row of staff.csv. */
export interface StaffMember {
  readonly number: string;
  readonly name: string;
  readonly identity: 'ADMINISTRATIVE' | 'PUBLIC_INSTITUTION' | 'CONTRACT';
  readonly status: 'ACTIVE' | 'SECONDED_OUT' | 'SUSPENDED' | 'LEFT';
  readonly establishment: string;
  readonly workplace: string;
  readonly stationed: boolean;
  readonly phone: string;
  readonly citizenNumber: string;
}

/** What is known of a person before name and numbers are given. */
export type Appointment = Omit<StaffMember, 'number' | 'name' | 'phone' | 'citizenNumber'>;

const stationedCount = 180;
const otherCount = 1820;

/** About how many of the 2,000 work in a body of each kind; the first of each body leads it. */
const room: Readonly<Record<string, number>> = {
  COUNTY_DEPARTMENT: 7,
  SUPERVISION_BODY: 8,
  ENFORCEMENT_TEAM: 11,
  ZONE_COMMITTEE: 6,
  TOWN_GOVERNMENT: 5,
  TOWN_OFFICE: 3.3,
  COMMAND_CENTRE: 7,
  SERVICE_CENTRE: 8,
  ENFORCEMENT_BUREAU: 18,
  TOWN_PUBLIC_INSTITUTION: 3,
};

/** In which kinds of body civil servants and institution staff come first. */
const civilRank: Readonly<Record<string, number>> = {
  COUNTY_DEPARTMENT: 0,
  SUPERVISION_BODY: 0,
  ZONE_COMMITTEE: 0.3,
  TOWN_GOVERNMENT: 0,
  TOWN_OFFICE: 0.7,
  ENFORCEMENT_BUREAU: 0.9,
  STATION_AGENCY: 0.6,
  ENFORCEMENT_TEAM: 1,
  COMMAND_CENTRE: 1.2,
  SERVICE_CENTRE: 1.4,
  TOWN_PUBLIC_INSTITUTION: 1.3,
};

interface Slot {
  readonly workplace: Organization;
  readonly leads: boolean;
}

/** The 2,000 of the core: 620 civil servants, 890 of institutions, 490 on contract; 180 stationed in towns. */
export function appointCore(organizations: readonly Organization[]): Appointment[] {
  const chance = new Chance('core staff');
  const stations = organizations.filter(({ kind }) => kind === 'STATION_AGENCY');
  const others = organizations.filter(({ kind }) => kind !== 'STATION_AGENCY');
  const counts = new Map<Organization, number>();
  apportion(
    stationedCount,
    stations.map(() => 1),
    1,
  ).forEach((count, index) => counts.set(at(stations, index), count));
  const weights = others.map(({ kind }) => room[kind] ?? 1);
  apportion(otherCount, weights, 1).forEach((count, index) => counts.set(at(others, index), count));
  const slots = organizations.flatMap((workplace) =>
    Array.from({ length: counts.get(workplace) ?? 0 }, (_, index): Slot => ({ workplace, leads: index === 0 })),
  );
  const identities = identitiesOf(slots, chance);
  const appointments = slots.map(({ workplace }, index): Appointment => {
    const stationed = workplace.kind === 'STATION_AGENCY';
    const establishment = stationed && at(identities, index) !== 'CONTRACT' ? workplace.parent : workplace.code;
    return { identity: at(identities, index), status: 'ACTIVE', establishment, workplace: workplace.code, stationed };
  });
  return withIrregularities(appointments, slots, chance);
}

/** Gives the appointed their numbers and names, in order. */
export function enrol(appointments: readonly Appointment[]): StaffMember[] {
  const chance = new Chance('persons');
  const taken = new Set<string>();
  return appointments.map((appointment, index) => ({
    number: `JY${String(index + 1).padStart(6, '0')}`,
    name: personName(chance),
    ...appointment,
    phone: `1390000${String((index * 7919 + 1234) % 10_000).padStart(4, '0')}`,
    citizenNumber: freshCitizenNumber(chance, taken),
  }));
}

/** The sheet staff.csv. */
export function staffSheet(staff: readonly StaffMember[]): SheetFile {
  return sheetFile(
    'staff.csv',
    '工号,姓名,身份,状态,编制单位,工作单位,是否派驻,手机号,公民身份号码',
    staff.map((each) => [
      each.number,
      each.name,
      each.identity,
      each.status,
      each.establishment,
      each.workplace,
      yesNo(each.stationed),
      each.phone,
      each.citizenNumber,
      'ours',
    ]),
  );
}

function identitiesOf(slots: readonly Slot[], chance: Chance): StaffMember['identity'][] {
  const ranked = slots
    .map(({ workplace, leads }, index) => {
      const rank = (civilRank[workplace.kind] ?? 1) + chance.next() * 1.6 - (leads ? 2 : 0);
      return { index, rank };
    })
    .sort((one, other) => one.rank - other.rank || one.index - other.index);
  const identities: StaffMember['identity'][] = [];
  ranked.forEach(({ index }, order) => {
    identities[index] = order < 620 ? 'ADMINISTRATIVE' : order < 620 + 890 ? 'PUBLIC_INSTITUTION' : 'CONTRACT';
  });
  return identities;
}

/** 60 seconded to the county, 20 who work elsewhere than they are established, 6 suspended, 18 who left. */
function withIrregularities(
  appointments: readonly Appointment[],
  slots: readonly Slot[],
  chance: Chance,
): Appointment[] {
  const changed = [...appointments];
  const plain = chance.shuffle(
    appointments.flatMap(({ identity, stationed, workplace }, index) => {
      const ordinary = !at(slots, index).leads && identity !== 'CONTRACT' && !stationed;
      return ordinary && /^\d{9}-.*-(office|institution)$/.test(workplace) ? [index] : [];
    }),
  );
  const county = appointments.filter(({ workplace }) => /^\d{6}-/.test(workplace)).map(({ workplace }) => workplace);
  plain.slice(0, 104).forEach((index, order) => {
    const appointment = at(appointments, index);
    if (order < 60) changed[index] = { ...appointment, status: 'SECONDED_OUT', workplace: chance.pick(county) };
    else if (order < 80) changed[index] = { ...appointment, workplace: chance.pick(county) };
    else changed[index] = { ...appointment, status: order < 86 ? 'SUSPENDED' : 'LEFT' };
  });
  return changed;
}

function freshCitizenNumber(chance: Chance, taken: Set<string>): string {
  for (;;) {
    const year = chance.integer(1966, 2003);
    const birthday = `${year}${two(chance.integer(1, 12))}${two(chance.integer(1, 28))}`;
    const number = citizenNumber(birthday, chance.integer(1, 999));
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
