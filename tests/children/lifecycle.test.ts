import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeOnServer } from '../support/describe-on-server.js';
import { type OwnPortal, secondsUntil } from '../support/own-postgres-portal.js';
import { type ChildGround, childOf, isRunning, openChildGround, secondsUntilBack, told } from './child-portal.js';

const schema = `{ __schema { types { name fields { name type { name kind } args { name } } } } }`;
const healthy = '{ grids(first: 1) { edges { node { code } } } }';

/** A portal that starts, and the seconds that it takes. */
async function started(ground: ChildGround, more?: Readonly<Record<string, string>>) {
  const began = performance.now();
  const portal = await ground.open(more);
  return { portal, seconds: (performance.now() - began) / 1_000 };
}

async function codesOf(portal: OwnPortal, query: string): Promise<string[]> {
  return (await portal.ask(query)).errors.map(({ extensions: { code, reason } }) => reason ?? code);
}

function sentences({ log }: OwnPortal): string[] {
  return log.map(({ msg }) => msg);
}

async function secondsUntilSaid(portal: OwnPortal, sentence: string): Promise<number> {
  return secondsUntil(async () => sentences(portal).includes(sentence), 45);
}

/** All that a stream of the module says, until it ends. */
async function countedBy({ origin }: OwnPortal): Promise<string> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { counted }' }),
  });
  return response.text();
}

describeOnServer('the lives of modules in processes of their own')('A module in a process of its own', () => {
  let ground: ChildGround;

  beforeAll(async () => {
    ground = await openChildGround();
  });

  afterEach(() => ground.restore());

  afterAll(() => ground?.close());

  test('that was never known lets the portal start without it, and joins when it first comes', async () => {
    ground.crash(true);
    const { portal, seconds } = await started(ground);
    expect(seconds).toBeLessThan(60);
    expect(sentences(portal)).toContain('What a module is was never known; it joins when its process says so.');
    expect((await portal.ask(healthy)).errors).toEqual([]);
    expect(await portal.health('/ready')).toMatchObject({ status: 200 });
    expect(await codesOf(portal, '{ calm }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    ground.crash(false);
    await secondsUntilBack(portal);
    expect(sentences(portal)).toContain('The module is installed.');
    await portal.stop();
  }, 270_000);

  test('ends with its portal, after what the portal drains', async () => {
    const { portal, seconds } = await started(ground);
    console.log(`A portal with a child that starts was open after ${seconds.toFixed(1)} s.`);
    const child = await childOf(portal);
    expect(await codesOf(portal, '{ calm }')).toEqual([]);
    await portal.stop();
    expect(isRunning(child)).toBe(false);
  });

  test.each([
    ['behaves', '{ calm }'],
    ['never ends', '{ spin }'],
  ])('goes within seconds when its portal is killed while it %s', async (_what, query) => {
    const { portal } = await started(ground);
    const child = await childOf(portal);
    portal.ask(query).catch(() => {});
    await pause(300);
    expect(isRunning(child)).toBe(true);
    await portal.kill();
    const gone = await secondsUntil(async () => !isRunning(child), 5);
    console.log(`${query}: gone ${gone.toFixed(1)} s after its portal.`);
  });

  test('that crashes at its start costs its own fields, and changes nothing of the schema', async () => {
    const before = await started(ground);
    const known = await before.portal.ask(schema);
    expect(JSON.stringify(known.data)).toContain('"calm"');
    await before.portal.stop();
    ground.crash(true);
    const { portal, seconds } = await started(ground);
    console.log(`A portal whose child crashes at its start was open after ${seconds.toFixed(1)} s.`);
    expect(seconds).toBeLessThan(60);
    expect((await portal.ask(schema)).data).toEqual(known.data);
    expect(await portal.health('/ready')).toMatchObject({ status: 200 });
    const away = await told(portal, 'calm');
    expect(away).toMatchObject({ status: 200, theirs: null, errors: ['CHILD_AWAY'] });
    expect(away.others).toEqual({ totalCount: expect.any(Number) });
    ground.crash(false);
    await secondsUntilBack(portal);
  }, 270_000);

  test('that never says what it is holds the start up for ten seconds, and no more', async () => {
    await ground.rewrite('let mood =', 'await new Promise((resolve) => setTimeout(resolve, 120_000));\nlet mood =');
    const { portal, seconds } = await started(ground);
    console.log(`A portal whose child hangs at its start was open after ${seconds.toFixed(1)} s.`);
    expect(seconds).toBeGreaterThan(9);
    expect(seconds).toBeLessThan(60);
    expect(await told(portal, 'calm')).toMatchObject({ status: 200, theirs: null, errors: ['CHILD_AWAY'] });
  });

  test('brings its new schema when it is started again', async () => {
    const { portal } = await started(ground);
    const child = await childOf(portal);
    await ground.rewrite('  calm(): string', '  calmer(): string');
    process.kill(child, 'SIGTERM');
    await secondsUntilBack(portal, 'calmer');
    expect(await codesOf(portal, '{ calm }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('whose new schema does not fit is not asked, and the graph stays as it was', async () => {
    const { portal } = await started(ground);
    const known = await portal.ask(schema);
    // The field of another subgraph, of another type.
    const child = await childOf(portal);
    await ground.rewrite('  calm(): string', '  grids(): string');
    process.kill(child, 'SIGTERM');
    await secondsUntilSaid(portal, 'The module could not be installed; the graph is as before.');
    expect((await portal.ask(schema)).data).toEqual(known.data);
    expect((await portal.ask(healthy)).errors).toEqual([]);
    expect(await told(portal, 'calm')).toMatchObject({ theirs: null, errors: ['CHILD_AWAY'] });
    // Composition's words stand in the log once, however often the process comes back with the same.
    await pause(8_000);
    const refusals = portal.log.filter(
      ({ msg }) => msg === 'The module could not be installed; the graph is as before.',
    );
    expect(refusals).toHaveLength(1);
    expect(JSON.stringify(refusals)).toContain('Non-shareable field');
    await portal.stop();
    const again = await started(ground);
    expect((await again.portal.ask(schema)).data).toEqual(known.data);
    expect((await again.portal.ask(healthy)).errors).toEqual([]);
    expect(await told(again.portal, 'calm')).toMatchObject({ theirs: null, errors: ['CHILD_AWAY'] });
    await ground.rewrite('  grids(): string', '  calm(): string');
    await secondsUntilBack(again.portal);
  }, 360_000);

  test('that has hooks is refused with a sentence, and its old fields stand without it', async () => {
    await ground.rewrite('export default definePlugin({', 'export default definePlugin({ hooks: { onRequest() {} },');
    const { portal } = await started(ground);
    const endings = () => portal.log.filter(({ msg }) => msg.startsWith('The process of a module ended'));
    await secondsUntil(async () => endings().length > 0, 45);
    expect(endings()[0]?.why).toBe(
      'The module "hazard" has hooks, which the portal calls on every request, so it cannot run in a process of its own.',
    );
    expect(await told(portal, 'calm')).toMatchObject({ theirs: null, errors: ['CHILD_AWAY'] });
    expect((await portal.ask(healthy)).errors).toEqual([]);
  });

  test('whose process ends in the middle of a verb leaves that in doubt, and nobody makes it a second time', async () => {
    await ground.rewrite("return context.session.one(Note, 'id', id);", 'process.exit(1);');
    const { portal } = await started(ground);
    await childOf(portal);
    const verb = 'mutation { writeNote(words: "made, and nobody heard") { id } }';
    const { data, errors } = await portal.ask(verb, { as: 'grid.officer', language: 'en' });
    expect([data, errors.map(({ extensions }) => extensions)]).toEqual([
      { writeNote: null },
      [expect.objectContaining({ code: 'UPSTREAM', reason: 'SUBGRAPH_UNREACHABLE' })],
    ]);
    await secondsUntilBack(portal);
    const rows = await ground.rows(`select words from hazard.notes where words = 'made, and nobody heard'`);
    expect(rows).toHaveLength(1);
  });

  test('streams, until its process ends: then its streams break off, and none is opened', async () => {
    const { portal } = await started(ground);
    const child = await childOf(portal);
    const stream = countedBy(portal);
    await pause(2_000);
    process.kill(child, 'SIGKILL');
    const broken = await stream;
    expect(broken).toContain('{"data":{"counted":1}}');
    expect(broken).toContain('"reason":"SUBGRAPH_STREAM_BROKEN"');
    expect(await countedBy(portal)).toContain('"reason":"CHILD_AWAY"');
  });

  test('has of the portal’s environment what it needs, and no secret', async () => {
    const { portal } = await started(ground, { CLIENT_SECRET: 'a secret', ADMIN_HOST: '127.0.0.1' });
    await childOf(portal);
    const { data, errors } = await portal.ask('{ environment }');
    expect([errors, data?.['environment']]).toEqual([
      [],
      [
        ...['APOLLO_TELEMETRY_DISABLED', 'AUDIENCE', 'DATABASE_CONNECTIONS', 'DATABASE_URL', 'HOST', 'ISSUER'],
        // MikroORM makes a variable of its own.
        ...['LOG_LEVEL', 'MIKRO_ORM_COLORS', 'PORT', 'PORTAL_URL', 'SLOW_OPERATION'],
      ],
    ]);
  });

  test.each([
    [
      'that has no folder',
      { CHILD_MODULES: 'hazard, nobody' },
      'CHILD_MODULES names "nobody", and there is no plugins/nobody/index.ts.',
    ],
    [
      'that another setting has run elsewhere',
      { SUBGRAPH_HAZARD_URL: 'http://127.0.0.1:1/graphql' },
      'CHILD_MODULES names "hazard", which a setting SUBGRAPH_…_URL has run elsewhere.',
    ],
  ])('%s ends the start with a sentence', async (_what, more, sentence) => {
    await expect(ground.open(more)).rejects.toThrow(sentence);
  });
});
