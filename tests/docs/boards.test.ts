import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { generateSample } from '../../scripts/sample/generate-sample.js';
import { statementsDuring } from '../support/statements.js';
import { openVerbs, type VerbPortal } from '../support/verb-portal.js';

const boards = ['inbox', 'deadlines', 'command', 'scorecard', 'list'] as const;
type Board = (typeof boards)[number];

function textOf(file: string): string {
  return readFileSync(path.join(projectRoot, 'docs', file), 'utf8');
}

/** What docs/boards.md says that a board costs. */
function statementsOf(board: Board): number {
  return Number(new RegExp(`^\\| \\[${board}\\].*\\| (\\d+) \\|$`, 'm').exec(textOf('boards.md'))?.[1]);
}

const tier = { events: 400, within: { town: '320281104', grids: 20 } };
const order = { county: '320281', seed: '1', last: '2026-11-20', events: 400 };
const list = { kind: 'TOWN_POWER_LIST', region: '320281', since: '2018-07-01', on: '2021-01-01' };

let portal: VerbPortal;
beforeAll(async () => {
  portal = await openVerbs('evaluation');
  expect(await generateSample(portal.portal.database, tier, order, () => {})).toEqual([]);
});
afterAll(() => portal.close());

function ask<T>(board: Board, as: string | undefined, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
  return portal.look<T>(as, textOf(`boards/${board}.graphql`), variables);
}

/** How many statements a board costs once it is planned. */
async function costOf(board: Board, as: string | undefined, variables: Readonly<Record<string, unknown>> = {}) {
  await ask(board, as, variables);
  return (await statementsDuring(() => ask(board, as, variables))).length;
}

describe('The inbox', () => {
  interface Inbox {
    readonly myInbox: {
      readonly totalCount: number;
      readonly edges: readonly { readonly node: { kind: string; createdAt: string; event: object } }[];
    };
  }

  test('names what awaits the centre of the town, what came first before', async () => {
    const { myInbox } = await ask<Inbox>('inbox', 'town.dispatcher');
    const came = myInbox.edges.map(({ node }) => node.createdAt);
    expect(came).toEqual(came.toSorted());
    expect(myInbox.totalCount).toBe(2);
    expect(myInbox.edges[0]?.node).toMatchObject({
      kind: 'FEEDBACK',
      event: { eventNo: 'E32028110420261118000001', state: 'CLOSED', grid: { name: '金凤村第6网格' } },
    });
  });

  test('is empty for a town in which nothing happened, and closed to who is nobody', async () => {
    expect((await ask<Inbox>('inbox', 'town.dispatcher2')).myInbox.totalCount).toBe(0);
    const { errors } = await portal.ask(textOf('boards/inbox.graphql'));
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('costs as many statements as its page says', async () => {
    expect(await costOf('inbox', 'town.dispatcher')).toBe(statementsOf('inbox'));
  });
});

describe('The deadlines', () => {
  interface Deadlines {
    readonly deadlineBoard: {
      readonly running: number;
      readonly dueToday: number;
      readonly overdueEvents: number;
      readonly lines: readonly { readonly deadline: { dueAt: string }; readonly event: { eventNo: string } }[];
    };
  }
  const county = { region: '320281', first: 100 };

  test('stand in the order in which they run out', async () => {
    const { deadlineBoard } = await ask<Deadlines>('deadlines', 'commander', county);
    const due = deadlineBoard.lines.map(({ deadline }) => deadline.dueAt);
    expect(due).toEqual(due.toSorted());
    expect(due).toHaveLength(deadlineBoard.running);
    expect(deadlineBoard).toMatchObject({ running: 2, dueToday: 0, overdueEvents: 0 });
    expect(deadlineBoard.lines[0]).toMatchObject({
      deadline: { title: '受理时限', length: '30个工作分钟', dueAt: '2026-11-23T01:00:00.000Z' },
      event: { eventNo: 'E32028110420261120000001', state: 'REPORTED' },
    });
  });

  test('are counted for the day that it is in Shanghai, and for the region alone', async () => {
    const { moment } = portal.clock;
    portal.clock.moment = new Date('2026-11-22T15:59:59Z');
    expect((await ask<Deadlines>('deadlines', 'commander', county)).deadlineBoard).toMatchObject({ dueToday: 0 });
    portal.clock.moment = new Date('2026-11-22T16:00:00Z');
    expect((await ask<Deadlines>('deadlines', 'commander', county)).deadlineBoard).toMatchObject({ dueToday: 1 });
    portal.clock.moment = moment;
    const elsewhere = await ask<Deadlines>('deadlines', 'commander', { region: '320281001' });
    expect(elsewhere.deadlineBoard).toEqual({ running: 0, dueToday: 0, overdueEvents: 0, lines: [] });
  });

  test('of events out of sight are no one else’s to count, and a page has its bounds', async () => {
    const hidden = await ask<Deadlines>('deadlines', 'town.dispatcher2', county);
    expect(hidden.deadlineBoard).toEqual({ running: 0, dueToday: 0, overdueEvents: 0, lines: [] });
    const { errors } = await portal.ask(
      textOf('boards/deadlines.graphql'),
      { ...county, first: 101 },
      { as: 'commander' },
    );
    expect(errors?.map(({ extensions }) => extensions.reason)).toEqual(['PAGE_SIZE']);
  });

  test('that were missed are told by their events while those are open', async () => {
    await portal.passTo('2026-11-23T01:30:00Z');
    const { deadlineBoard } = await ask<Deadlines>('deadlines', 'commander', county);
    expect(deadlineBoard).toMatchObject({ running: 2, overdueEvents: 1 });
  });

  test('cost as many statements as their page says', async () => {
    expect(await costOf('deadlines', 'commander', county)).toBe(statementsOf('deadlines'));
  });
});

describe('The command board', () => {
  interface Command {
    readonly commandCentre: {
      readonly board: { readonly lines: readonly { readonly openEvents: number }[] };
    };
  }
  const centre = { centre: 'ZX320281' };

  test('has a line for each town, and the events of the one where they are', async () => {
    const { board } = (await ask<Command>('command', 'commander', centre)).commandCentre;
    expect(board.lines).toHaveLength(17);
    const figures = { openEvents: 1, overdueEvents: 1, openCalls: 0, activeOrders: 0 };
    expect(board).toMatchObject(figures);
    expect(board.lines.filter(({ openEvents }) => openEvents > 0)).toEqual([
      { centre: { code: 'ZX320281104', region: { name: '徐霞客镇' } }, ...figures },
    ]);
  });

  test('shows a town nothing of another', async () => {
    const { board } = (await ask<Command>('command', 'town.dispatcher2', centre)).commandCentre;
    expect(board).toMatchObject({ openEvents: 0, overdueEvents: 0 });
  });

  test('costs as many statements as its page says', async () => {
    expect(await costOf('command', 'commander', centre)).toBe(statementsOf('command'));
  });
});

describe('A list at a date', () => {
  test('is the version in force on the day, and what changed since another', async () => {
    const { powerList } = await ask<{ powerList: { version: object; difference: Record<string, unknown[]> } }>(
      'list',
      undefined,
      list,
    );
    expect(powerList.version).toMatchObject({ number: 2, entryCount: 861 });
    expect([powerList.difference['added']?.length, powerList.difference['removed']?.length]).toEqual([0, 29]);
  });

  test('is refused for days in the wrong order', async () => {
    const { errors } = await portal.ask(textOf('boards/list.graphql'), { ...list, since: list.on, on: list.since });
    expect(errors?.map(({ extensions }) => extensions.reason)).toEqual(['DATES_REVERSED']);
  });

  test('costs as many statements as its page says', async () => {
    expect(await costOf('list', undefined, list)).toBe(statementsOf('list'));
  });
});

describe('A scorecard', () => {
  interface Evidence {
    readonly value: string;
    readonly eventNo: string;
    readonly event: object | null;
  }
  interface Card {
    readonly scorecard: {
      readonly staffMember: object;
      readonly total: string | null;
      readonly scores: readonly { code: string; raw: string; bases: readonly { evidence: readonly Evidence[] }[] }[];
    };
  }
  let id: string;

  beforeAll(async () => {
    // 薛明霞 handled events of the sample; the post is one of the bureau’s.
    const { post } = await portal.look<{ post: object }>('town.leader', '{ post(code: "D05") { id version } }');
    await portal.act('town.leader', 'appointToPost', { ...post, staff: 'JY001414', startsOn: '2026-01-01' });
    const quarter = {
      region: '320281104',
      kind: 'QUARTERLY',
      name: '三季度',
      startsOn: '2026-07-01',
      endsOn: '2026-09-30',
    };
    const cycle = await portal.act('evaluator', 'openAppraisalCycle', quarter);
    await portal.act('evaluator', 'collectRatings', { ...cycle });
    await portal.passTo('2026-11-30T16:00:00Z');
    const { scorecards } = await portal.look<{ scorecards: { edges: { node: { id: string } }[] } }>(
      'evaluator',
      '{ scorecards { edges { node { id } } } }',
    );
    id = scorecards.edges[0]?.node.id ?? '';
  });

  test('says what each point rests on, down to the events', async () => {
    const { scorecard } = await ask<Card>('scorecard', 'evaluator', { id });
    const [posts] = scorecard.scores.filter(({ code }) => code === 'postPoints');
    const evidence = posts?.bases[0]?.evidence ?? [];
    expect(scorecard.staffMember).toEqual({ name: '薛明霞' });
    // Two of three events in time: the post’s 78 points times 0.6667.
    expect(evidence.map(({ value }) => value).toSorted()).toEqual(['0', '1', '1']);
    expect(posts?.raw).toBe('52.0026');
    // Nobody rated: (0.4 × 52.0026 + 0.2 × 0 + 0.1 × 0) / 0.7.
    expect(scorecard.total).toBe('29.7158');
    expect(evidence.filter(({ eventNo, event }) => !eventNo.startsWith('E320281104') || event === null)).toEqual([]);
  });

  test('says nothing to the person before it is shown, and does not exist for others', async () => {
    expect((await ask<Card>('scorecard', 'enforcement.officer', { id })).scorecard).toMatchObject({
      total: null,
      scores: [],
    });
    const { errors } = await portal.ask(textOf('boards/scorecard.graphql'), { id }, { as: 'grid.officer2' });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });

  test('costs as many statements as its page says', async () => {
    expect(await costOf('scorecard', 'evaluator', { id })).toBe(statementsOf('scorecard'));
  });
});

test('no board costs more than six statements', () => {
  expect(boards.filter((board) => !(statementsOf(board) <= 6))).toEqual([]);
});
