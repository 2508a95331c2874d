import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { describeOnPostgres, openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { type Ended, runCommand } from '../support/own-postgres-backup.js';
import { openOwnPortal, type OwnPortal, secondsUntil } from '../support/own-postgres-portal.js';
import { copyProject, type TestProject } from '../support/project.js';

// A column gets another name while the version that knows the old one serves: two processes, one database.
let server: OwnPostgres;
const projects: TestProject[] = [];
const portals: OwnPortal[] = [];

/** A project with the plug-in in one of its versions. */
async function projectOf(version: 1 | 2): Promise<TestProject> {
  const project = await copyProject();
  projects.push(project);
  const source = await readFile(path.join(projectRoot, 'tests/support/fixtures/shelf/index.ts'), 'utf8');
  const code = source.replaceAll('../../../../kit/', '../../kit/').replace('version = 2 as', `version = ${version} as`);
  await mkdir(path.join(project.root, 'plugins/shelf'));
  await writeFile(path.join(project.root, 'plugins/shelf/index.ts'), code);
  return project;
}

async function start(project: TestProject): Promise<OwnPortal> {
  const settings = { DATABASE_URL: server.url, LOG_LEVEL: 'warn' };
  const portal = await openOwnPortal(settings, ['tests/support/own-postgres-version.ts', project.root]);
  portals.push(portal);
  return portal;
}

function contract({ root }: TestProject): Promise<Ended> {
  return runCommand('contract', [root], { DATABASE_URL: server.url });
}

interface Load {
  readonly titles: Map<string, string>;
  readonly failures: unknown[];
  end(): Promise<void>;
}

/** Shelves, renames and reads books, one after the other, and looks whether each is called what it was called last. */
function load(portal: OwnPortal, name: string): Load {
  const asked = { toEnd: false };
  const titles = new Map<string, string>();
  const failures: unknown[] = [];
  const as = 'grid.officer';
  const book = async (field: string, variables: object): Promise<void> => {
    const { data, errors } = await portal.ask(field, { variables, as });
    const found = data?.['book'] as { readonly id: string; readonly title: string } | null | undefined;
    if (errors.length > 0 || !found) return void failures.push(errors);
    const expected = (variables as { title?: string }).title ?? titles.get(found.id);
    if (found.title !== expected) failures.push([found, expected]);
    titles.set(found.id, found.title);
  };
  const lane = (async () => {
    for (let turn = 0; !asked.toEnd; turn += 1) {
      const title = `${name} ${turn}`;
      await book('mutation ($title: String!) { book: shelveBook(title: $title) { id title } }', { title });
      const ids = [...titles.keys()];
      const id = ids[turn % ids.length];
      await book('query ($id: ID!) { book(id: $id) { id title } }', { id });
      const renamed = { id, title: `${title} renamed` };
      await book(
        'mutation ($id: ID!, $title: String!) { book: renameBook(id: $id, title: $title) { id title } }',
        renamed,
      );
    }
  })();
  return {
    titles,
    failures,
    end: async () => {
      asked.toEnd = true;
      await lane;
    },
  };
}

describeOnPostgres('A column that gets another name', () => {
  beforeAll(async () => {
    server = await openOwnPostgres();
  });

  afterAll(async () => {
    for (const portal of portals) await portal.close();
    for (const project of projects) await project.drop();
    await server?.remove();
  });

  test('costs no request while both versions serve, and the old one is refused afterwards', async () => {
    const [older, newer] = [await projectOf(1), await projectOf(2)];
    const first = await start(older);
    const onFirst = load(first, 'first');
    await secondsUntil(() => Promise.resolve(onFirst.titles.size > 5 || onFirst.failures.length > 0), 20);
    expect(onFirst.failures).toEqual([]);
    const second = await start(newer);
    const onSecond = load(second, 'second');
    const alone = onFirst.titles.size;
    await secondsUntil(() => Promise.resolve(onSecond.titles.size > 5 && onFirst.titles.size > alone + 5), 20);

    const [id = ''] = onFirst.titles.keys();
    const early = await contract(newer);
    expect(early).toEqual({
      status: 1,
      said: expect.stringMatching(
        /^An older version of "shelf", which does not know 0003-no-labels, serves in 1 processes/,
      ),
    });

    await onFirst.end();
    await first.stop();
    const done = await contract(newer);
    expect(done).toEqual({ status: 0, said: 'Done: shelf/0003-no-labels.\n' });
    const before = onSecond.titles.size;
    await secondsUntil(() => Promise.resolve(onSecond.titles.size > before + 3), 20);
    const { data } = await second.ask('query ($id: ID!) { book(id: $id) { title } }', { variables: { id } });
    expect(data).toEqual({ book: { title: onFirst.titles.get(id) } });
    await onSecond.end();
    expect([onFirst.failures, onSecond.failures]).toEqual([[], []]);
    const rows = await server.rows('select id::text as id, title from shelf.books');
    expect(new Map(rows.map((row) => [row['id'], row['title']]))).toEqual(
      new Map([...onFirst.titles, ...onSecond.titles]),
    );
    expect(await contract(newer)).toEqual({ status: 0, said: 'Nothing is to be taken away.\n' });
    await expect(start(older)).rejects.toThrow(
      'The tables of "shelf" are those of a newer version: shelf/0003-no-labels took away what this one reads. Start the newer version.',
    );
    console.log(`${onFirst.titles.size} books by version 1, ${onSecond.titles.size} by version 2, no request failed`);
  }, 240_000);
});
