import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventPortal, type EventPortal } from './event-portal.js';

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal();
});

afterAll(() => portal.close());

const figures = 'openEvents overdueEvents openCalls activeOrders';

interface Line {
  readonly centre: { readonly code: string };
  readonly openEvents: number;
  readonly overdueEvents: number;
}

async function boardOf(code: string, as: string): Promise<Line & { readonly lines: readonly Line[] }> {
  const { data } = await portal.ask(
    `query ($code: ID!) {
       commandCentre(code: $code) { board { centre { code } ${figures} lines { centre { code } ${figures} } } }
     }`,
    { code },
    { as },
  );
  return (Object(data?.['commandCentre']) as { board: Line & { lines: Line[] } }).board;
}

function lineOf(board: { readonly lines: readonly Line[] }, code: string): Line | undefined {
  return board.lines.find(({ centre }) => centre.code === code);
}

describe('DI-04: the county’s centre', () => {
  test('has a line for each of 17 towns, which add up to its own', async () => {
    portal.clock.moment = new Date('2026-11-23T01:00:00Z');
    for (let index = 0; index < 3; index += 1) await portal.report();
    await portal.report('grid.officer2', { longitude: 120.26, latitude: 31.91 });
    await portal.walkTo('CLOSED');
    const board = await boardOf('ZX320281', 'commander');
    expect(board.lines).toHaveLength(17);
    expect(board).toMatchObject({
      centre: { code: 'ZX320281' },
      openEvents: 4,
      overdueEvents: 0,
      openCalls: 0,
      activeOrders: 0,
    });
    expect(lineOf(board, 'ZX320281104')).toMatchObject({ openEvents: 3 });
    expect(lineOf(board, 'ZX320281001')).toMatchObject({ openEvents: 1 });
    expect(board.lines.reduce((sum, { openEvents }) => sum + openEvents, 0)).toBe(4);
  });

  test('sees which have missed a deadline', async () => {
    // Half an hour of working time to accept.
    portal.clock.moment = new Date('2026-11-23T01:30:00Z');
    await portal.settle();
    const board = await boardOf('ZX320281', 'commander');
    expect(board).toMatchObject({ openEvents: 4, overdueEvents: 4 });
    expect(lineOf(board, 'ZX320281104')).toMatchObject({ overdueEvents: 3 });
  });

  test('a town sees its own figures, and nothing of another’s', async () => {
    const own = await boardOf('ZX320281104', 'town.dispatcher');
    expect(own).toMatchObject({ openEvents: 3, lines: [] });
    expect(await boardOf('ZX320281001', 'town.dispatcher')).toMatchObject({ openEvents: 0 });
    const { errors } = await portal.ask('{ commandCentre(code: "ZX320281") { board { openEvents } } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('all villages and communities of the 17 towns are linked to their town’s centre', async () => {
    const board = await boardOf('ZX320281', 'commander');
    const towns = board.lines.map(({ centre }) => centre.code.slice(2));
    let linked = 0;
    for (const town of towns) {
      const { data } = await portal.ask(
        'query ($town: ID!) { regions(parent: $town, first: 100) { edges { node { commandCentre { code } } } } }',
        { town },
      );
      const { edges } = Object(data?.['regions']) as { edges: { node: { commandCentre: { code: string } | null } }[] };
      expect(new Set(edges.map(({ node }) => node.commandCentre?.code))).toEqual(new Set([`ZX${town}`]));
      linked += edges.length;
    }
    expect(linked).toBe(272);
  });
});
