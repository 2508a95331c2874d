import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalOf, send } from '../../support/raw-request.js';
import { type FilesPortal, openFilesPortal } from './files-portal.js';
import { brand, exif, heic, jpeg, png, webp } from '../../support/photo-bytes.js';

const officer = 'grid.officer';
const megabytes20 = 20 * 1024 * 1024;

let portal: FilesPortal;

beforeAll(async () => {
  portal = await openFilesPortal({ environment: { REQUEST_DEADLINE: '3000' } });
});

afterAll(() => portal.close());

/** Nothing that arrived in part stays. */
afterEach(async () => {
  for (let look = 0; look < 50; look += 1) {
    if (!(await portal.standing()).some((name) => name.startsWith('incoming'))) return;
    await pause(20);
  }
  expect(await portal.standing()).not.toContainEqual(expect.stringMatching(/^incoming/));
});

function pdfOf(size: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 'x')]);
}

describe('A file that is taken', () => {
  test('is answered with its id, its type, its size and both digests.', async () => {
    const { status, body } = await portal.upload(Buffer.from('%PDF-1.7\nabc'), officer);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      mediaType: 'application/pdf',
      size: 12,
      sm3: '0ee6cf05e0cd752ecea75292e14a5425547ed9f5731a9b2453392a7c0994c29a',
      takenAt: null,
      longitude: null,
      latitude: null,
    });
  });

  const place = exif({
    takenAt: '2026:11:21 09:58:00',
    offset: '+08:00',
    latitude: [31, 54, 36, 'N'],
    longitude: [120, 15, 18, 'E'],
  });
  const said = { takenAt: '2026-11-21T01:58:00.000Z', longitude: 120.255, latitude: 31.91 };

  test.each([
    ['a JPEG', 'image/jpeg', jpeg(4000, 3000, place), said],
    ['a PNG', 'image/png', png(4000, 3000, place), said],
    ['a WebP', 'image/webp', webp([4000, 3000], [4000, 3000], place), said],
    ['a HEIC', 'image/heic', heic(4000, 3000), { takenAt: null, longitude: null, latitude: null }],
    ['a video', 'video/mp4', brand('isom'), { takenAt: null, longitude: null, latitude: null }],
    ['a recording', 'audio/mp4', brand('M4A '), { takenAt: null, longitude: null, latitude: null }],
  ])('may be %s, whatever its sender calls it, and says when and where.', async (_what, mediaType, bytes, taking) => {
    const { body } = await portal.upload(bytes, officer, { 'content-type': 'text/html' });
    expect(body).toMatchObject({ mediaType, size: bytes.length, ...taking });
  });

  test('without an offset was taken by the clock of Shanghai.', async () => {
    const { body } = await portal.upload(jpeg(8, 8, exif({ takenAt: '2026:01:02 03:04:05' })), officer);
    expect(body).toMatchObject({ takenAt: '2026-01-01T19:04:05.000Z', longitude: null, latitude: null });
  });

  test.each([
    [
      'on the other half of the globe',
      exif({ latitude: [10, 30, 0, 'S'], longitude: [20, 0, 36, 'W'] }),
      -20.01,
      -10.5,
    ],
    ['nowhere, by a receiver without a fix', exif({ latitude: [0, 0, 0, 'N'], longitude: [0, 0, 0, 'E'] }), null, null],
    ['beyond the pole', exif({ latitude: [91, 0, 0, 'N'], longitude: [1, 0, 0, 'E'] }), null, null],
    ['on a latitude alone', exif({ latitude: [31, 0, 0, 'N'] }), null, null],
    ['by a block that is cut off', place.subarray(0, 60), null, null],
    ['by a block of nonsense', Buffer.alloc(400, 0xff), null, null],
    [
      'by a block that points at itself',
      Buffer.from('MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x08', 'latin1'),
      null,
      null,
    ],
  ])('may have been taken %s.', async (_where, block, longitude, latitude) => {
    const { status, body } = await portal.upload(jpeg(8, 8, block), officer);
    expect([status, body['longitude'], body['latitude']]).toEqual([201, longitude, latitude]);
  });

  test('has at most twenty megabytes.', async () => {
    const { status, body } = await portal.upload(pdfOf(megabytes20), officer);
    expect([status, body['size']]).toEqual([201, megabytes20]);
  });

  test('has at most fifty million pixels.', async () => {
    expect((await portal.upload(jpeg(10_000, 5_000), officer)).status).toBe(201);
  });

  test('stands once for all who send the same bytes, at once or later.', async () => {
    const bytes = jpeg(123, 321);
    const uploads = await Promise.all(
      ['grid.officer', 'grid.officer2', 'grid.admin', 'grid.officer'].map((as) => portal.upload(bytes, as)),
    );
    expect(uploads.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(uploads.map(({ id }) => id)).size).toBe(4);
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect((await portal.standing()).filter((name) => name === digest)).toEqual([digest]);
    for (const [index, as] of ['grid.officer', 'grid.officer2', 'grid.admin', 'grid.officer'].entries()) {
      const response = await portal.download(uploads[index]?.id ?? '', as);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    }
  });
});

describe('A file is refused', () => {
  test.each([
    ['without a login', undefined, jpeg(), {}, 401, 'UNAUTHENTICATED LOGIN_MISSING'],
    ['of no bytes', officer, Buffer.alloc(0), {}, 400, 'INVALID FILE_EMPTY'],
    ['of text', officer, Buffer.from('<html><script>alert(1)</script>'), {}, 415, 'INVALID FILE_TYPE_REFUSED'],
    ['of SVG', officer, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), {}, 415, 'INVALID FILE_TYPE_REFUSED'],
    ['of GIF', officer, Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), {}, 415, 'INVALID FILE_TYPE_REFUSED'],
    ['of a program', officer, Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), {}, 415, 'INVALID FILE_TYPE_REFUSED'],
    [
      'of a form',
      officer,
      jpeg(),
      { 'content-type': 'multipart/form-data; boundary=x' },
      415,
      'INVALID FILE_TYPE_REFUSED',
    ],
    ['that is compressed', officer, jpeg(), { 'content-encoding': 'gzip' }, 415, 'INVALID FILE_ENCODED'],
    ['of 20 MB and a byte', officer, pdfOf(megabytes20 + 1), {}, 413, 'LIMITED FILE_TOO_LARGE'],
    ['of 21 MB', officer, pdfOf(21 * 1024 * 1024), {}, 413, 'LIMITED FILE_TOO_LARGE'],
    ['of a JPEG that is cut off', officer, jpeg().subarray(0, 26), {}, 400, 'INVALID IMAGE_UNREADABLE'],
    [
      'of a JPEG that begins with its scan',
      officer,
      Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 8]),
      {},
      400,
      'INVALID IMAGE_UNREADABLE',
    ],
    ['of a JPEG whose height comes later', officer, jpeg(640, 0), {}, 400, 'INVALID IMAGE_UNREADABLE'],
    ['of a PNG that is cut off', officer, png(8, 8).subarray(0, 20), {}, 400, 'INVALID IMAGE_UNREADABLE'],
    ['of a PNG of no pixels', officer, png(0, 8), {}, 400, 'INVALID IMAGE_UNREADABLE'],
    ['of a WebP that is cut off', officer, webp([8, 8]).subarray(0, 24), {}, 400, 'INVALID IMAGE_UNREADABLE'],
    ['of a HEIC without its boxes', officer, brand('heic'), {}, 400, 'INVALID IMAGE_UNREADABLE'],
    ['of a PNG bomb', officer, png(50_000, 50_000), {}, 400, 'INVALID IMAGE_TOO_LARGE'],
    ['of a JPEG bomb', officer, jpeg(65_500, 65_500), {}, 400, 'INVALID IMAGE_TOO_LARGE'],
    ['of a WebP bomb', officer, webp([16_000, 16_000]), {}, 400, 'INVALID IMAGE_TOO_LARGE'],
    [
      'of a WebP bomb behind a small canvas',
      officer,
      webp([8, 8], [16_000, 16_000]),
      {},
      400,
      'INVALID IMAGE_TOO_LARGE',
    ],
    ['of a HEIC bomb behind a small tile', officer, heic(50_000, 50_000), {}, 400, 'INVALID IMAGE_TOO_LARGE'],
  ])('%s.', async (_what, as, bytes, headers, status, refusal) => {
    const before = await portal.standing();
    const upload = await portal.upload(bytes, as, headers);
    expect([upload.status, upload.refusal]).toEqual([status, refusal]);
    expect(await portal.standing()).toEqual(before);
  });

  test('in the caller’s language, and a bomb by its size.', async () => {
    const bomb = png(50_000, 40_000);
    expect((await portal.upload(bomb, officer)).message).toBe('图片为 50000 × 40000 像素,超过五千万像素。');
    expect((await portal.upload(bomb, officer, { 'accept-language': 'en' })).message).toBe(
      'The image has 50000 × 40000 pixels; at most 50000000 are taken.',
    );
  });

  test('of 21 MB whose length nobody told, at the first byte too many.', async () => {
    const headers = { ...(await portal.authorization(officer)), 'transfer-encoding': 'chunked' };
    const answer = await send(portal.origin, { path: '/files', headers, body: pdfOf(21 * 1024 * 1024) });
    expect(refusalOf(answer)).toEqual([413, 'LIMITED FILE_TOO_LARGE']);
  });

  test('by any method but POST.', async () => {
    const answer = await send(portal.origin, { method: 'PUT', path: '/files', body: 'x' });
    expect([...refusalOf(answer), answer.headers['allow']]).toEqual([405, 'INVALID METHOD_NOT_ALLOWED', 'POST']);
  });
});

test('A sender who stops half way is answered at the deadline, and nothing stays.', async () => {
  const before = await portal.standing();
  const started = performance.now();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sending = request(`${portal.origin}/files`, { method: 'POST', agent: false });
    sending.setHeader('content-length', '1000');
    portal.authorization(officer).then(({ authorization = '' }) => {
      sending.setHeader('authorization', authorization);
      sending.on('response', (response) => resolve(response.resume().statusCode));
      sending.on('error', reject);
      sending.write(jpeg());
    }, reject);
  });
  expect(status).toBe(504);
  expect(performance.now() - started).toBeGreaterThan(2_900);
  expect(await portal.standing()).toEqual(before);
});

test('A sender who leaves half way leaves nothing behind.', async () => {
  const before = await portal.standing();
  const sending = request(`${portal.origin}/files`, { method: 'POST', agent: false });
  sending.setHeader('content-length', '1000000');
  sending.setHeader('authorization', (await portal.authorization(officer))['authorization'] ?? '');
  const failed = new Promise((resolve) => sending.on('error', resolve));
  sending.write(Buffer.concat([jpeg(), Buffer.alloc(100_000)]));
  for (let look = 0; look < 100 && (await portal.standing()).length === before.length; look += 1) await pause(20);
  expect((await portal.standing()).length).toBe(before.length + 1);
  sending.destroy();
  await failed;
  for (let look = 0; look < 100 && (await portal.standing()).length > before.length; look += 1) await pause(20);
  expect(await portal.standing()).toEqual(before);
});
