import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnServer } from '../support/describe-on-server.js';
import { type OwnPortal, secondsUntil } from '../support/own-postgres-portal.js';
import { type ChildGround, childOf, openChildGround } from './child-portal.js';

const verb = 'mutation ($words: String!) { writeNote(words: $words) { id region words takenBy } }';
const read = 'query ($id: ID!) { note(id: $id) { region words } }';

interface Note {
  readonly id: string;
  readonly takenBy: number | null;
}

/** What a portal answers to a verb and to readers of its row, by who asks; and which process took the verb's event. */
async function answersOf(portal: OwnPortal) {
  const asked = async (query: string, variables: object, as?: string) => {
    const { status, data, errors } = await portal.ask(query, { variables, as, language: 'en' });
    return { status, data, errors: errors.map(({ message, extensions }) => ({ message, extensions })) };
  };
  const refused = [
    await asked(verb, { words: 'by nobody' }),
    await asked(verb, { words: 'by a citizen' }, 'citizen'),
    await asked(verb, { words: '' }, 'grid.officer'),
    await asked(verb, { words: 1 }, 'grid.officer'),
  ];
  const written = await asked(verb, { words: 'by the grid officer' }, 'grid.officer');
  const { id, ...rest } = written.data?.['writeNote'] as Note;
  const seen = new Map<string, unknown>();
  for (const reader of ['grid.officer', 'grid.officer2', 'town.dispatcher', 'county.dispatcher', 'citizen', undefined])
    seen.set(reader ?? 'nobody', await asked(read, { id }, reader));
  const roles = await asked('{ asked }', {}, 'grid.officer');
  const scopes = await asked('{ calm scopes }', {}, 'auditor');
  let takenBy: number | null = null;
  await secondsUntil(async () => {
    const { data } = await portal.ask('query ($id: ID!) { note(id: $id) { takenBy } }', {
      variables: { id },
      as: 'grid.officer',
    });
    takenBy = (data?.['note'] as Note).takenBy;
    return takenBy !== null;
  }, 20);
  return { given: { refused, written: rest, seen, roles, scopes }, takenBy: takenBy as number | null };
}

describeOnServer('the same answers from a module in a process of its own')('A module in a process of its own', () => {
  let ground: ChildGround;

  beforeAll(async () => {
    ground = await openChildGround();
  });

  afterAll(() => ground?.close());

  test('answers verbs and reads by who asks as in the portal’s process, and takes its events itself', async () => {
    const apart = await ground.open();
    const fromChild = await answersOf(apart);
    expect(fromChild.takenBy).toBe(await childOf(apart));
    await apart.stop();
    const together = await ground.open({ CHILD_MODULES: '' });
    const inProcess = await answersOf(together);
    expect(inProcess.takenBy).not.toBe(fromChild.takenBy);
    expect(fromChild.given).toEqual(inProcess.given);
    const { refused, written, seen, roles, scopes } = fromChild.given;
    expect(refused.map(({ errors }) => errors.map(({ extensions: { code, reason } }) => reason ?? code))).toEqual([
      ['LOGIN_MISSING'],
      ['ROLE_MISSING'],
      ['HAZARD'],
      ['VARIABLE_INVALID'],
    ]);
    expect(written).toEqual({ region: '320281104', words: 'by the grid officer', takenBy: null });
    const readers = [...seen].filter(([, answer]) => (answer as { data: { note: unknown } }).data.note !== null);
    expect(readers.map(([reader]) => reader)).toEqual(['grid.officer', 'town.dispatcher', 'county.dispatcher']);
    expect(roles.data).toEqual({ asked: ['grid_officer'] });
    expect(scopes.data).toEqual({ calm: 'calm', scopes: ['audit:read', 'staff:read'] });
  }, 270_000);
});
