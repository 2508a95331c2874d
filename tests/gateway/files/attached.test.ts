import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Session } from '../../../kit/data/session.js';
import { attachFiles } from '../../../kit/files/attach-files.js';
import { type Attachment, attachmentsOf } from '../../../kit/files/attachment.js';
import { photoPlace } from '../../../kit/files/photo-place.js';
import type { StoredFile } from '../../../kit/files/stored-file.js';
import { sweepFiles } from '../../../kit/files/sweep-files.js';
import type { Context } from '../../../kit/module/context.js';
import { send } from '../../support/raw-request.js';
import { almighty } from '../../support/modules.js';
import { statementsDuring } from '../../support/statements.js';
import { type FilesPortal, openFilesPortal } from './files-portal.js';
import { exif, jpeg } from '../../support/photo-bytes.js';

let portal: FilesPortal;
/** Premises of 青阳镇 (320281104), which only those who answer for that town see. */
let premises: string[];

beforeAll(async () => {
  portal = await openFilesPortal();
  const rows = await portal.portal.database.administer((execute) =>
    execute(`select id from enforcement.regulated_premises where town_code = '320281104' order by id`),
  );
  premises = rows.map((row) => String(row['id']));
});

afterAll(() => portal.close());

/** A photo that differs from every other by its size. */
let width = 100;
function photo(): Buffer {
  width += 1;
  return jpeg(width, 77);
}

async function uploaded(as: string, bytes = photo()): Promise<string> {
  const { id, status } = await portal.upload(bytes, as);
  expect(status).toBe(201);
  return id;
}

/** What a verb of this account does to its files, in one transaction. */
async function within<T>(as: string, work: (inside: Context) => Promise<T>): Promise<T> {
  const caller = { ...almighty, subject: decodeJwt(await portal.tokenOf(as)).sub ?? null };
  return new Session(portal.portal.database, caller).write((session) => work({ caller, session } as Context));
}

async function attach(as: string, ids: readonly string[], id = premises[0] ?? ''): Promise<StoredFile[]> {
  return within(as, (inside) => attachFiles(inside, ids, { entity: 'RegulatedPremises', id }));
}

describe('The bytes of a file', () => {
  test('that belongs to no row yet go to who sent it alone.', async () => {
    const bytes = photo();
    const id = await uploaded('grid.officer', bytes);
    const own = await portal.download(id, 'grid.officer');
    expect(Buffer.from(await own.arrayBuffer())).toEqual(bytes);
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    for (const as of ['grid.officer2', 'commander', undefined]) {
      const answer = await portal.download(id, as);
      expect([answer.status, await answer.json()]).toEqual([
        404,
        { errors: [{ message: '没有这个文件。', extensions: { code: 'NOT_FOUND' } }] },
      ]);
    }
  });

  test('that belongs to a row go to whoever sees the row, and to nobody else.', async () => {
    const id = await uploaded('grid.officer2');
    await attach('grid.officer2', [id]);
    const statuses = async (as?: string): Promise<number> => (await portal.download(id, as)).status;
    expect(await statuses('grid.officer')).toBe(200);
    expect(await statuses('commander')).toBe(200);
    expect(await statuses('grid.officer2')).toBe(404);
    expect(await statuses()).toBe(404);
  });

  test('of a row whose module is not installed go to nobody.', async () => {
    const id = await uploaded('grid.officer');
    await within('grid.officer', (inside) => attachFiles(inside, [id], { entity: 'Absent', id: premises[0] ?? '' }));
    expect((await portal.download(id, 'grid.officer')).status).toBe(404);
  });

  test('come as a download that no browser runs, and not again to who has them.', async () => {
    const id = await uploaded('grid.officer');
    const { headers } = await portal.download(id, 'grid.officer');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${id}.jpg"`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('cache-control')).toBe('private, no-cache');
    const again = await portal.download(id, 'grid.officer', { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test.each([
    '/files/',
    '/files/..%2f..%2fconfig.ts',
    '/files/%00',
    '/files/00000000-0000-7000-8000-000000000000',
    "/files/' or 1=1--",
    `/files/${'a'.repeat(80)}`,
  ])('are not found by a wrong id: %s', async (path) => {
    const authorization = await portal.authorization('commander');
    const { status, text } = await send(portal.origin, {
      method: 'GET',
      path: path.replaceAll(' ', '%20'),
      headers: authorization,
    });
    expect([status, (JSON.parse(text) as { errors: unknown[] }).errors]).toEqual([
      404,
      [{ message: '没有这个文件。', extensions: { code: 'NOT_FOUND' } }],
    ]);
  });

  test('may be asked for by GET and HEAD alone.', async () => {
    const id = await uploaded('grid.officer');
    const head = await send(portal.origin, {
      method: 'HEAD',
      path: `/files/${id}`,
      headers: await portal.authorization('grid.officer'),
    });
    expect([head.status, head.headers['content-type'], head.text]).toEqual([200, 'image/jpeg', '']);
    const deleted = await send(portal.origin, { method: 'DELETE', path: `/files/${id}` });
    expect([deleted.status, deleted.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });
});

describe('A verb', () => {
  test('attaches files in the order in which it is given them.', async () => {
    const ids = [await uploaded('grid.officer'), await uploaded('grid.officer'), await uploaded('grid.officer')];
    const files = await attach('grid.officer', ids.toReversed());
    expect(files.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  test('that fails attaches nothing.', async () => {
    const id = await uploaded('grid.officer');
    const verb = within('grid.officer', async (inside) => {
      await attachFiles(inside, [id], { entity: 'RegulatedPremises', id: premises[0] ?? '' });
      throw new RangeError('of the verb');
    });
    await expect(verb).rejects.toThrow('of the verb');
    expect((await portal.download(id, 'grid.officer')).status).toBe(200);
    expect(await attach('grid.officer', [id])).toHaveLength(1);
  });

  test('attaches no file of somebody else, none twice, and none that is no file.', async () => {
    const mine = await uploaded('grid.officer');
    const others = await uploaded('grid.officer2');
    const refusal = (id: string): object => ({ code: 'NOT_FOUND', message: expect.stringContaining(`「${id}」`) });
    await expect(attach('grid.officer', [mine, others])).rejects.toMatchObject(refusal(others));
    await expect(attach('grid.officer', ['x'])).rejects.toMatchObject(refusal('x'));
    await expect(attach('grid.officer', [mine, mine.toUpperCase()])).rejects.toMatchObject({
      extensions: { code: 'INVALID', reason: 'FILE_REPEATED' },
    });
    await attach('grid.officer', [mine]);
    await expect(attach('grid.officer', [mine], premises[1])).rejects.toMatchObject(refusal(mine));
  });

  test('attaches at most twenty files at once and a hundred to a row.', async () => {
    const row = premises[2] ?? '';
    const many = async (): Promise<string[]> => Promise.all(Array.from({ length: 20 }, () => uploaded('grid.admin')));
    const tooMany = { extensions: { code: 'INVALID', reason: 'TOO_MANY_FILES' } };
    await expect(attach('grid.admin', [...(await many()), premises[0] ?? ''], row)).rejects.toMatchObject(tooMany);
    for (let time = 0; time < 5; time += 1) await attach('grid.admin', await many(), row);
    await expect(attach('grid.admin', [await uploaded('grid.admin')], row)).rejects.toMatchObject(tooMany);
  });
});

test('The attachments of twenty rows cost one statement, and tell everything but the place.', async () => {
  const rows = premises.slice(10, 30);
  const taken = exif({ takenAt: '2026:11:21 09:58:00', latitude: [31, 54, 36, 'N'], longitude: [120, 15, 18, 'E'] });
  const bytes = jpeg(9, 9, taken);
  const id = await uploaded('grid.officer', bytes);
  const second = await uploaded('grid.officer');
  await attach('grid.officer', [id], rows[3]);
  await attach('grid.officer', [second], rows[3]);
  const session = new Session(portal.portal.database, almighty);
  let found: Attachment[][] = [];
  const statements = await statementsDuring(async () => {
    found = await Promise.all(rows.map((row) => attachmentsOf({ session } as Context, row)));
  });
  expect(statements).toHaveLength(1);
  expect(found.map(({ length }) => length)).toEqual(rows.map((_, index) => (index === 3 ? 2 : 0)));
  expect({ ...found[3]?.[0] }).toEqual({
    id,
    mediaType: 'image/jpeg',
    size: bytes.length,
    sm3: expect.stringMatching(/^[0-9a-f]{64}$/),
    takenAt: new Date('2026-11-21T01:58:00Z'),
    url: `/files/${id}`,
    placeKnown: true,
  });
  expect(found[3]?.[1]).toMatchObject({ id: second, placeKnown: false });
});

describe('A photo', () => {
  const at = (longitude: number | null, latitude: number | null): StoredFile =>
    ({ id: 'f', longitude, latitude }) as StoredFile;
  const stated = { longitude: 120.285, latitude: 31.92 };

  test('that was taken within 500 metres is at the stated place.', () => {
    expect(photoPlace([at(120.285, 31.9244), at(null, null)], stated, 500)).toEqual({ unknown: false });
  });

  test('that does not say where it was taken leaves the place unknown.', () => {
    expect(photoPlace([at(null, null)], stated, 500)).toEqual({ unknown: true });
    expect(photoPlace([], stated, 500)).toEqual({ unknown: true });
  });

  test('that was taken further away is refused by its distance.', () => {
    expect(() => photoPlace([at(120.285, 31.92), at(120.285, 31.93)], stated, 500)).toThrow(
      expect.objectContaining({
        message: '照片「f」的拍摄位置距所报地点 1112 米,超过 500 米。',
        extensions: { code: 'INVALID', reason: 'PHOTO_ELSEWHERE', details: { id: 'f', distance: 1112, most: 500 } },
      }),
    );
    expect(() => photoPlace([at(120.295, 31.92)], stated, 500)).toThrow('距所报地点 944 米');
  });
});

describe('After twenty-four hours', () => {
  test('a file that no row has claimed goes, and its bytes unless another has the same.', async () => {
    const { database } = portal.portal;
    const [alone, both, kept] = [photo(), photo(), photo()];
    const ids = [
      await uploaded('grid.admin2', alone),
      await uploaded('grid.admin2', both),
      await uploaded('grid.admin2', kept),
    ];
    const owned = await uploaded('grid.officer', both);
    await attach('grid.officer', [owned]);
    await attach('grid.admin2', [ids[2] ?? '']);
    const begun = await portal.standing();
    const uploadedAt = portal.clock.moment.getTime();
    expect(
      await database.administer((execute) => sweepFiles(execute, new Date(uploadedAt + 86_400_000), portal.dataFolder)),
    ).toBe(0);
    expect(await portal.standing()).toEqual(begun);
    expect(
      await database.administer((execute) => sweepFiles(execute, new Date(uploadedAt + 86_400_001), portal.dataFolder)),
    ).toBeGreaterThanOrEqual(2);
    expect((await portal.download(ids[0] ?? '', 'grid.admin2')).status).toBe(404);
    expect((await portal.download(ids[1] ?? '', 'grid.admin2')).status).toBe(404);
    const commander = await portal.download(owned, 'commander');
    expect(Buffer.from(await commander.arrayBuffer())).toEqual(both);
    expect((await portal.download(ids[2] ?? '', 'commander')).status).toBe(200);
    const rows = await database.administer((execute) => execute('select distinct digest from kit.files'));
    expect(await portal.standing()).toEqual(rows.map((row) => String(row['digest'])).sort());
    expect(
      await database.administer((execute) => sweepFiles(execute, new Date(uploadedAt + 86_400_001), portal.dataFolder)),
    ).toBe(0);
  });

  test('what an upload left that was cut off goes after a day of the disk’s own clock, and what still arrives stays.', async () => {
    const folder = path.join(portal.dataFolder, 'files', 'incoming');
    const [cutOff, arriving] = ['cut-off', 'arriving'].map((name) => path.join(folder, name)) as [string, string];
    await mkdir(folder, { recursive: true });
    await Promise.all([writeFile(cutOff, 'half'), writeFile(arriving, 'half')]);
    const yesterday = new Date(Date.now() - 86_500_000);
    await utimes(cutOff, yesterday, yesterday);
    // The portal's clock may run ahead of the disk's.
    const ahead = new Date(Date.now() + 10 * 86_400_000);
    await portal.portal.database.administer((execute) => sweepFiles(execute, ahead, portal.dataFolder));
    expect(await readdir(folder)).toEqual(['arriving']);
    await rm(arriving);
  });

  test('the same bytes that come again while they are swept stand afterwards.', async () => {
    const bytes = photo();
    const { database } = portal.portal;
    const { moment } = portal.clock;
    for (let round = 0; round < 10; round += 1) {
      const old = await uploaded('grid.officer', bytes);
      await database.administer((execute) =>
        execute(`update kit.files set uploaded_at = uploaded_at - interval '25 hours' where id = ?`, [old]),
      );
      const [id] = await Promise.all([
        uploaded('grid.officer', bytes),
        pause(round).then(() => database.administer((execute) => sweepFiles(execute, moment, portal.dataFolder))),
      ]);
      expect((await portal.download(old, 'grid.officer')).status).toBe(404);
      const answer = await portal.download(id, 'grid.officer');
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
      await database.administer((execute) => execute('delete from kit.files where id = ?', [id]));
    }
  });
});

test('Who has two hundred files that belong to no row uploads no more.', async () => {
  const subject = decodeJwt(await portal.tokenOf('zone.clerk')).sub ?? '';
  await portal.portal.database.administer((execute) =>
    execute(
      `insert into kit.files (id, digest, sm3, size, media_type, uploaded_by, uploaded_at)
         select gen_random_uuid(), repeat('0', 64), '', 1, 'image/jpeg', ?, ? from generate_series(1, 199)`,
      [subject, portal.clock.moment],
    ),
  );
  await uploaded('zone.clerk');
  const { status, refusal } = await portal.upload(photo(), 'zone.clerk');
  expect([status, refusal]).toEqual([429, 'LIMITED TOO_MANY_UPLOADS']);
});
