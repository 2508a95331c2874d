import { act, caseOf, open, type Opening, ordinary, type SeenCase, type Verb } from '../subgraphs/enforcement/cases.js';
import { type EventPortal, type EventSeen, staff } from '../subgraphs/dispatch/event-portal.js';

/** The market street of 金凤村第2网格 in 徐霞客镇, where `grid.officer` serves, and a corner of it 20 metres on. */
export const market = { longitude: 120.293, latitude: 31.7095 };
export const corner = { longitude: 120.2932, latitude: 31.7096 };

/** A moment by the clock of Shanghai: `2026-11-23 09:05`. */
export function shanghai(moment: string): Date {
  return new Date(`${moment.replace(' ', 'T')}:00+08:00`);
}

type Given = Readonly<Record<string, unknown>>;

/** One day at work: each verb at its minute, and after it everything that follows from it. */
export interface Day {
  /** `time verb STATE`, as each verb answered. */
  readonly answers: readonly string[];
  at(time: string): void;
  /** Does a verb to an event as it stands by now, or, to none, one that makes an event. */
  does(
    time: string,
    as: string,
    verb: string,
    event: { readonly id: string } | null,
    given?: Given,
  ): Promise<EventSeen>;
  opensCase(time: string, asked: Opening): Promise<SeenCase>;
  inTheCase(time: string, verb: Verb, row: SeenCase, given?: Given): Promise<SeenCase>;
}

/** Begins a day, `2026-11-23`. */
export function beginDay(portal: EventPortal, date: string): Day {
  const answers: string[] = [];
  const at = (time: string): void => {
    portal.clock.moment = shanghai(`${date} ${time}`);
  };
  const settled = async <Row extends { readonly state: string }>(done: string, row: Row): Promise<Row> => {
    answers.push(`${done} ${row.state}`);
    await portal.settle();
    return row;
  };
  return {
    answers,
    at,
    does: async (time, as, verb, event, given = {}) => {
      at(time);
      const target = event === null ? {} : await targetOf(portal, event.id);
      return settled(`${time} ${verb}`, await portal.act(as, verb, { ...target, ...given }));
    },
    opensCase: async (time, asked) => {
      at(time);
      return settled(`${time} openSimpleCase`, caseOf(await open(portal, asked)));
    },
    inTheCase: async (time, verb, row, given = ordinary[verb]) => {
      at(time);
      return settled(`${time} ${verb}`, caseOf(await act(portal, row, verb, given)));
    },
  };
}

/** What became of an event and of its case. */
export interface Walked {
  readonly id: string;
  readonly eventNo: string;
  readonly caseNo: string;
  readonly answers: readonly string[];
}

/**
 * Monday, 23 November 2026: a market that nobody allowed, from the report to the feedback, each verb at its minute by the
 * person whose task it is. `afterEach` is told the state of the event once everything that follows from a verb has happened.
 */
export async function walkTheDay(
  portal: EventPortal,
  afterEach: (state: string) => Promise<void> = () => Promise.resolve(),
): Promise<Walked> {
  const day = beginDay(portal, '2026-11-23');
  let event: EventSeen | null = null;
  const does = async (time: string, as: string, verb: string, given: Given = {}): Promise<EventSeen> => {
    event = await day.does(time, as, verb, event, given);
    await afterEach(event.state);
    return event;
  };

  day.at('09:00');
  const files = [await portal.photograph('grid.officer', corner)];
  const report = { description: '村口自发形成马路市场,十余个摊位占道经营。', address: '金凤村村口', ...market, files };
  const { id, eventNo } = await does('09:00', 'grid.officer', 'reportEvent', { report });
  await does('09:05', 'town.dispatcher', 'acceptEvent');
  await does('09:10', 'town.dispatcher', 'fileEvent', { category: '0204', platform: '综合执法局' });
  await does('09:15', 'town.dispatcher', 'dispatchEvent', { instruction: '劝离摊主,清理路面。' });
  await does('09:30', 'enforcement.officer', 'acceptAssignment');

  day.at('09:40');
  const evidence = [await portal.photograph('enforcement.officer', corner)];
  const occurredAt = shanghai('2026-11-23 08:50').toISOString();
  const clue = await day.opensCase('09:40', { eventNo, ...market, regionCode: null, occurredAt, evidence });
  const decided = await day.inTheCase('09:45', 'decideOnTheSpot', clue);
  const served = await day.inTheCase('09:46', 'serveDecision', decided);
  const recorded = await day.inTheCase('10:00', 'recordWithAgency', served);
  const payment = { amount: '200', paidOn: '2026-11-23', receipt: 'SF2026112300001' };
  const paid = await day.inTheCase('10:30', 'payFine', recorded, payment);
  await day.inTheCase('10:35', 'closeCase', paid);

  const cleared = [await portal.photograph('enforcement.officer', market)];
  await does('10:50', 'enforcement.officer', 'finishHandling', { result: '摊位已劝离,路面已清理。', files: cleared });
  await does('11:00', 'town.dispatcher', 'assignVerifier', { staffNumber: staff['grid.admin'] });
  await does('14:30', 'grid.admin', 'passVerification', { comment: '现场已恢复通行。' });
  await does('15:00', 'town.dispatcher', 'recordFeedback', { satisfaction: 'SATISFIED', comment: '处理及时。' });
  await afterEach('APPRAISED');
  return { id, eventNo, caseNo: clue.caseNo, answers: day.answers };
}

/**
 * The next night the day of the event gets its signed head; when December has begun the event goes into the archive; and
 * the night after, the day of the archive gets its head too.
 */
export async function endTheMonth(portal: EventPortal): Promise<void> {
  for (const moment of ['2026-11-24 00:10', '2026-12-01 00:10', '2026-12-02 00:10']) {
    portal.clock.moment = shanghai(moment);
    await portal.settle();
  }
}

async function targetOf(portal: EventPortal, id: string): Promise<Given> {
  const { data } = await portal.ask(
    'query ($id: ID!) { event(id: $id) { id version } }',
    { id },
    { as: 'town.dispatcher' },
  );
  return Object(data?.['event']) as Given;
}
