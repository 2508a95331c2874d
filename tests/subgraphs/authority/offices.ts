import { builtOf } from '../../support/modules.js';
import { fieldsOf } from '../../support/operations.js';
import type { TestAccount } from '../../support/accounts.js';
import { openPortal, type PortalSettings, type TestPortal } from '../../support/portal.js';

/** A row that a verb answers, with what the tests look at. */
export interface Seen {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

type Arguments = Readonly<Record<string, unknown>>;

const county = ['320281'];

/** Who works on lists, sinks and accountability in 江阴: the offices of the county, two towns and two departments. */
export const officials: readonly TestAccount[] = [
  {
    username: 'office',
    roles: ['establishment_office'],
    regions: county,
    organizations: ['320281-establishment-office'],
    staffNumber: 'JY000050',
  },
  { username: 'committee', roles: ['establishment_committee'], regions: county },
  { username: 'justice', roles: ['legal_office'], regions: county, organizations: ['320281-justice'] },
  {
    username: 'xuxiake',
    roles: ['town_leader'],
    regions: ['320281104'],
    organizations: ['320281104-government'],
    staffNumber: 'JY001354',
  },
  {
    username: 'chengjiang',
    roles: ['town_leader'],
    regions: ['320281001'],
    organizations: ['320281001-government'],
    staffNumber: 'JY000585',
  },
  {
    username: 'urban',
    roles: ['department_handler'],
    regions: county,
    organizations: ['320281-urban-management'],
    staffNumber: 'JY000400',
  },
  {
    username: 'market',
    roles: ['department_handler'],
    regions: county,
    organizations: ['320281-market-regulation'],
    staffNumber: 'JY000316',
  },
  { username: 'citizen', roles: ['citizen'] },
  {
    username: 'elsewhere',
    roles: ['establishment_office', 'establishment_committee', 'legal_office'],
    regions: ['320412'],
    organizations: ['320412-urban-management'],
  },
];

/** A portal whose officials do the verbs of authority. */
export interface OfficePortal extends TestPortal {
  /** Does a verb that is to succeed, and answers its row; a row among the arguments stands for its id and version. */
  act<T extends object = Seen>(as: string, verb: string, given: Arguments, selection?: string): Promise<T & Seen>;
  /** Does a verb that is to be refused, and answers `CODE REASON`. */
  refusal(as: string | undefined, verb: string, given: Arguments): Promise<string>;
  /** The same with the sentence of the refusal. */
  sentence(as: string, verb: string, given: Arguments): Promise<string>;
  /** Moves the clock and runs what is due. */
  passTo(moment: string): Promise<void>;
}

/** Opens a portal for tests of the offices' verbs. Close it when done. */
export async function openOffices(settings: PortalSettings = {}): Promise<OfficePortal> {
  const portal = await openPortal({ accounts: officials, ...settings });
  const fields = fieldsOf(builtOf('authority').schema.getMutationType());
  const tryTo = (as: string | undefined, verb: string, given: Arguments, selection: string) => {
    const types = fields.find(({ name }) => name === verb)?.args ?? [];
    const used = types.filter(({ name }) => name in given);
    const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
    const query = `mutation (${declared}) { done: ${verb}(${passed}) { ${selection} } }`;
    const variables = Object.fromEntries(used.map(({ name }) => [name, given[name]]));
    return portal.ask(query, variables, as === undefined ? {} : { as });
  };
  const refused = async (as: string | undefined, verb: string, given: Arguments) => {
    const { errors } = await tryTo(as, verb, given, 'id');
    const [error] = errors ?? [];
    if (!error) throw new Error(`${verb} by ${as ?? 'nobody'} was not refused.`);
    return error;
  };
  return {
    ...portal,
    act: async <T extends object>(as: string, verb: string, given: Arguments, selection = '') => {
      const { data, errors } = await tryTo(as, verb, given, `id version state ${selection}`);
      const done = data?.['done'] as (T & Seen) | null | undefined;
      if (done) return done;
      throw new Error(
        `${verb} by ${as}: ${errors?.map(({ message, extensions }) => `${extensions.reason ?? ''} ${message}`).join(' ')}`,
      );
    },
    refusal: async (as, verb, given) => {
      const { extensions } = await refused(as, verb, given);
      return `${extensions.code} ${extensions.reason ?? ''}`.trim();
    },
    sentence: async (as, verb, given) => (await refused(as, verb, given)).message,
    passTo: async (moment) => {
      portal.clock.moment = new Date(moment);
      await portal.settle();
    },
  };
}
