import type { ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, test } from '@jest/globals';
import { describeOnPostgres } from '../support/own-postgres.js';
import { until } from '../support/until.js';
import { head, install, publish, refusalOf, rulesOf, type Said, startDepartment } from './department.js';
import { expectUnharmed, underLoad } from './loaded-portal.js';

const sdl = `${head}\ntype Query { gauge: String gauges: [String] }\n`;
const resolvers = { Query: { gauge: () => '2.41' } };

/** Milliseconds in which the portal looks at each department's service twice. */
const twoLooks = 11_000;

describeOnPostgres('Under the questions of others, a department’s service that', () => {
  const load = underLoad(sdl, resolvers, async ({ portal, department }) => {
    await install(portal, { name: 'gauges', url: department.url, sdl }, 0);
  });

  beforeEach(async () => {
    load.department.answerBy(null);
    load.department.serve(sdl, resolvers);
    await until(async () => (await load.portal.ask('{ gauge }')).data?.['gauge'] === '2.41');
  });

  /** Answers the portal's questions for the schema by this, and everything else as ever. */
  function tellingBy(tell: (response: ServerResponse) => void): void {
    load.department.answerBy((request, response) => {
      void json(request).then((body) => {
        const { query } = body as { query: string };
        if (query.includes('_service')) return tell(response);
        response.end(JSON.stringify({ data: { gauge: '2.41' } }));
      });
    });
  }

  function telling(told: () => string): void {
    tellingBy((response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { _service: { sdl: told() } } }));
    });
  }

  async function stateOf(): Promise<{ readonly state: string; readonly why: string | null } | undefined> {
    const { data } = await load.portal.ask(
      '{ subgraph(name: "gauges") { health { state why } } }',
      {},
      { as: 'registry.approver' },
    );
    const subgraph = data?.['subgraph'] as { health: { state: string; why: string | null } } | undefined;
    return subgraph?.health;
  }

  async function expectQuarantine(why: string): Promise<void> {
    const before = await load.portal.standing();
    const { outcome, felt } = await load.portal.during(async () => {
      await pause(twoLooks);
      await until(async () => (await stateOf())?.state === 'QUARANTINED');
      return stateOf();
    });
    expect(outcome).toEqual({ state: 'QUARANTINED', why });
    expect(await load.portal.standing()).toEqual(before);
    expectUnharmed(felt);
  }

  test('tells five megabytes whenever it is asked for its schema is in quarantine', async () => {
    const flood = `${sdl}# ${'x'.repeat(5_000_000)}`;
    telling(() => flood);
    await expectQuarantine('AWAY');
  });

  test('tells its schema byte by byte is in quarantine', async () => {
    tellingBy((response) => {
      response.write('{"data":');
      const dripping = setInterval(() => response.write(' '), 50).unref();
      response.once('close', () => clearInterval(dripping));
    });
    await expectQuarantine('AWAY');
  });

  test('tells another large schema each time is in quarantine', async () => {
    const types = Array.from(
      { length: 9_000 },
      (_, number) => `type T${number} @shareable { of: String, in: [Int!]! }`,
    );
    let told = 0;
    telling(() => `${head}\ntype Query { gauge: String other${(told += 1)}: Int }\n${types.join('\n')}`);
    await expectQuarantine('DRIFTED');
  });

  test('redirects all that it is asked is in quarantine, and nobody goes where it points', async () => {
    const elsewhere = await startDepartment(sdl, resolvers);
    load.department.answerBy((_request, response) => void response.writeHead(307, { location: elsewhere.url }).end());
    await expectQuarantine('AWAY');
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  /** A list of readings as the service answers it, whoever asks. */
  async function flooded(readings: number): Promise<readonly Said[]> {
    const gauges = Array.from({ length: readings }, (_, number) => `reading ${number} of the gauge`);
    const huge = JSON.stringify({ data: { gauges } });
    load.department.answerBy((request, response) => {
      void json(request).then((body) => {
        const asked = (body as { query: string }).query;
        response.setHeader('content-type', 'application/json');
        response.end(asked.includes('_service') ? JSON.stringify({ data: { _service: { sdl } } }) : huge);
      });
    });
    const { outcome, felt } = await load.portal.during(() =>
      Promise.all(
        Array.from({ length: 10 }, async (_, number) => {
          await pause(number * 300);
          return load.portal.ask(`query Flood${number} { gauges }`);
        }),
      ),
    );
    expectUnharmed(felt);
    return outcome;
  }

  test('answers clients by thirty megabytes costs its own fields', async () => {
    const told = (await flooded(1_000_000)).map((answer) => [
      ...refusalOf(answer),
      answer.errors?.[0]?.extensions.details,
    ]);
    const details = { subgraph: 'gauges', cause: 'its answer exceeds 4194304 bytes' };
    expect(told).toEqual(Array(10).fill(['UPSTREAM', 'SUBGRAPH_ANSWER_UNUSABLE', details]));
  });

  test('answers clients by as much as it may holds up nobody', async () => {
    const lengths = (await flooded(130_000)).map(
      ({ data }) => (data?.['gauges'] as readonly string[] | undefined)?.length,
    );
    expect(lengths).toEqual(Array(10).fill(130_000));
  });

  test('says another schema than is published, or redirects, is not published, and nothing changes', async () => {
    const before = await load.portal.standing();
    const wider = sdl.replace('gauge: String', 'gauge: String level: Float');
    const proposal = { name: 'gauges', url: load.department.url, sdl: wider };
    const { outcome, felt } = await load.portal.during(async () => {
      const lied = await publish(load.portal, proposal, 1, 'registry.publisher');
      load.department.answerBy((_request, response) => void response.writeHead(302, { location: '/elsewhere' }).end());
      const led = await publish(load.portal, proposal, 1, 'registry.publisher');
      load.department.answerBy(null);
      const inner = await publish(
        load.portal,
        { ...proposal, url: 'http://169.254.169.254/' },
        1,
        'registry.publisher',
      );
      return [lied, led, inner].map(rulesOf);
    });
    expect(outcome).toEqual([['SDL_DIFFERS'], ['SERVICE_REDIRECTS'], ['ADDRESS_NOT_LISTED']]);
    expect(await load.portal.standing()).toEqual(before);
    expect((await load.portal.ask('{ gauge }')).data).toEqual({ gauge: '2.41' });
    expectUnharmed(felt);
  });
});
