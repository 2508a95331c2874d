import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type ClonedDatabase } from '../support/database.js';
import { describeOnServer } from '../support/describe-on-server.js';
import { type Answer, openPortal, type TestPortal } from '../support/portal.js';
import { act, type Department, head, listAddresses, publish, startDepartment, versionOf } from './department.js';

const water = '320281-water';
const sdlOf = (field: string): string => `${head}\ntype Query { ${field}: String }\n`;

describeOnServer('two portals that follow one register')('Two portals on one register', () => {
  let database: ClonedDatabase;
  let portals: readonly [TestPortal, TestPortal];
  let departments: readonly Department[] = [];

  beforeAll(async () => {
    database = await cloneDatabase();
    portals = [await openPortal({ on: database }), await openPortal({ on: database })];
  });

  afterAll(async () => {
    await Promise.all([...(portals ?? []), ...departments].map((each) => each.close()));
    await database?.drop();
  });

  /** Waits until a portal answers a field, or no longer has it. */
  async function until(portal: TestPortal, field: string, answered: boolean): Promise<void> {
    for (let look = 0; look < 200; look += 1) {
      const { errors } = await portal.ask(`{ ${field} }`);
      if ((errors === undefined) === answered) return;
      await pause(50);
    }
    throw new Error(`After ten seconds ${field} is ${answered ? 'not answered' : 'still there'}.`);
  }

  async function serving(...fields: readonly string[]): Promise<readonly Department[]> {
    const started = await Promise.all(
      fields.map((field) => startDepartment(sdlOf(field), { Query: { [field]: () => field } })),
    );
    departments = [...departments, ...started];
    await listAddresses(
      portals[0],
      departments.map(({ origin }) => [water, origin] as const),
    );
    return started;
  }

  test('have what is approved at the one in the graph of the other, and lose what is retired there', async () => {
    const [a, b] = portals;
    const [department] = await serving('lagoon');
    const proposal = { name: 'lagoons', url: department?.url ?? '', sdl: sdlOf('lagoon') };
    const waiting = versionOf(await publish(a, proposal, 0, 'registry.publisher'));
    const installed = versionOf(await act(a, 'approveVersion', waiting, 'registry.approver'));
    expect((await a.ask('{ lagoon }')).data).toEqual({ lagoon: 'lagoon' });
    await until(b, 'lagoon', true);
    versionOf(await act(b, 'retireSubgraph', installed, 'registry.publisher'));
    await until(a, 'lagoon', false);
  });

  test('order what publishers and approvers do at both at once: one number each, and every approval in the graph', async () => {
    const fields = ['brook', 'rill', 'burn', 'beck'];
    const started = await serving(...fields);
    const at = (index: number): TestPortal => portals[index % 2 === 0 ? 0 : 1];
    const proposals = started.map(({ url }, index) => {
      const field = fields[index] ?? '';
      return { name: field, url, sdl: sdlOf(field) };
    });
    const [first] = proposals;
    if (!first) throw new Error('Nothing is proposed.');
    const racing = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((each) => publish(at(each), first, 0, 'registry.publisher')),
    );
    expect(racing.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(new Set(racing.flatMap(reasons))).toEqual(new Set(['STALE_VERSION']));
    const won = racing.find(({ errors }) => !errors) as Answer;
    const others = await Promise.all(
      proposals.slice(1).map((each, index) => publish(at(index), each, 0, 'registry.publisher')),
    );
    const waiting = [won, ...others].map(versionOf);
    const approved = await Promise.all(
      waiting.map((each, index) => act(at(index), 'approveVersion', each, 'registry.approver')),
    );
    // Who was too late three times says so, and tries again.
    for (const [index, answer] of approved.entries()) {
      if (!answer.errors) continue;
      expect(reasons(answer)).toEqual(['GRAPH_CHANGED']);
      versionOf(await act(at(index), 'approveVersion', waiting[index] ?? versionOf(won), 'registry.approver'));
    }
    for (const portal of portals) for (const field of fields) await until(portal, field, true);
    const [row] = await portals[0].portal.database.execute(
      `select count(*)::integer as "installed" from registry.versions where state = 'INSTALLED'`,
      [],
    );
    expect(row).toEqual({ installed: 4 });
  });
});

function reasons({ errors }: Answer): readonly (string | undefined)[] {
  return (errors ?? []).map(({ extensions }) => extensions.reason);
}
