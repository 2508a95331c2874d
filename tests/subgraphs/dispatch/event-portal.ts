import { type Arguments, operationOf } from './event-verbs.js';
import { openPortal, type Answer, type PortalSettings, type TestPortal } from '../../support/portal.js';

/** An event as the verbs of these tests answer it. */
export interface EventSeen {
  readonly id: string;
  readonly version: number;
  readonly eventNo: string;
  readonly state: string;
  readonly level: string;
}

/** 金凤村第2网格 of 徐霞客镇, where `grid.officer` serves. */
export const grid = { code: '320281104200002', longitude: 120.293, latitude: 31.7095 };

export const bureau = '320281104-enforcement-bureau';

/** Staff numbers of demo accounts. */
export const staff = {
  'grid.officer': 'JY004450',
  'town.dispatcher': 'JY001401',
  'grid.admin': 'JY001400',
  'enforcement.officer': 'JY001414',
} as const;

/** A portal, and the people of the loop. */
export interface EventPortal extends TestPortal {
  /** Does a verb and answers all that the graph says. */
  tryTo(as: string, verb: string, given: Arguments): Promise<Answer>;
  /** Does a verb that is to succeed; an event among the arguments stands for its id and version. */
  act(as: string, verb: string, given: Arguments): Promise<EventSeen>;
  /** Does a verb that is to be refused, and answers `CODE REASON`. */
  refusal(as: string, verb: string, given: Arguments): Promise<string>;
  report(as?: string, given?: Arguments): Promise<EventSeen>;
  stateOf(event: Pick<EventSeen, 'id'>): Promise<string>;
  /** Takes an event from a state to a later one, by the people who do it. */
  walk(from: EventSeen, until: string, category?: string): Promise<EventSeen>;
  /** The same from the report of `grid.officer` on. */
  walkTo(state: string, category?: string): Promise<EventSeen>;
}

/** Opens a portal for tests of events. Close it when done. */
export async function openEventPortal(settings: PortalSettings = {}): Promise<EventPortal> {
  const portal = await openPortal(settings);
  const tryTo = (as: string, verb: string, given: Arguments): Promise<Answer> => {
    const { query, variables } = operationOf(verb, given, 'id version eventNo state level');
    return portal.ask(query, variables, { as });
  };
  const act = async (as: string, verb: string, given: Arguments): Promise<EventSeen> => {
    const { data, errors } = await tryTo(as, verb, given);
    const done = data?.['done'] as EventSeen | null | undefined;
    if (done) return done;
    throw new Error(`${verb} by ${as}: ${errors?.map(({ message }) => message).join(' ')}`);
  };
  const report = async (as = 'grid.officer', given: Arguments = {}): Promise<EventSeen> => {
    const files = await portal.photograph(as);
    const { longitude, latitude } = grid;
    const usual = { description: '村口有马路市场,占道经营。', longitude, latitude, files: [files] };
    return act(as, 'reportEvent', { report: { ...usual, ...given } });
  };
  const walk = async (from: EventSeen, until: string, category = '0204'): Promise<EventSeen> => {
    let event = from;
    const steps: Readonly<Record<string, () => Promise<EventSeen>>> = {
      REPORTED: () => Promise.resolve(event),
      ACCEPTED: () => act('town.dispatcher', 'acceptEvent', { ...event }),
      FILED: () => act('town.dispatcher', 'fileEvent', { ...event, category, platform: '综合执法局' }),
      DISPATCHED: () =>
        act('town.dispatcher', 'dispatchEvent', { ...event, leadOrganization: bureau, reason: '就近处置' }),
      HANDLING: () => act('enforcement.officer', 'acceptAssignment', { ...event }),
      HANDLED: async () => {
        const files = [await portal.photograph('enforcement.officer')];
        return act('enforcement.officer', 'finishHandling', { ...event, result: '摊点已劝离。', files });
      },
      VERIFYING: () => act('town.dispatcher', 'assignVerifier', { ...event, staffNumber: staff['grid.admin'] }),
      CLOSED: () => act('grid.admin', 'passVerification', { ...event }),
    };
    const states = Object.keys(steps);
    for (const state of states.slice(states.indexOf(from.state), states.indexOf(until) + 1)) {
      if (state !== from.state || state === 'REPORTED') event = (await steps[state]?.()) ?? event;
    }
    if (event.state !== until) throw new Error(`Nobody walks from ${from.state} to ${until}.`);
    return event;
  };
  return {
    ...portal,
    tryTo,
    act,
    report,
    stateOf: async ({ id }) => {
      const { data } = await portal.ask('query ($id: ID!) { event(id: $id) { state } }', { id }, { as: 'commander' });
      return String((data?.['event'] as { state: string } | null | undefined)?.state);
    },
    refusal: async (as, verb, given) => {
      const { data, errors } = await tryTo(as, verb, given);
      if (data?.['done']) throw new Error(`${verb} by ${as} was not refused.`);
      return (errors ?? []).map(({ extensions: { code, reason } }) => `${code} ${reason}`).join();
    },
    walk,
    walkTo: async (state, category) => walk(await report(), state, category),
  };
}
