import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { brand, heic, jpeg, png, webp } from '../../support/photo-bytes.js';
import { type FilesPortal, openFilesPortal } from './files-portal.js';

const officer = 'grid.officer';
let portal: FilesPortal;
beforeAll(async () => {
  portal = await openFilesPortal();
});
afterAll(() => portal.close());

test.each([
  ['image/jpeg', 'jpg', jpeg(8, 8)],
  ['image/png', 'png', png(8, 8)],
  ['image/webp', 'webp', webp([8, 8])],
  ['image/heic', 'heic', heic(8, 8)],
  ['video/mp4', 'mp4', brand('isom')],
  ['audio/mp4', 'm4a', brand('M4A ')],
  ['application/pdf', 'pdf', Buffer.from('%PDF-1.7\nx')],
])('a file of type %s comes back as an attachment that ends in .%s and does nothing', async (type, ending, bytes) => {
  const { id } = await portal.upload(bytes, officer);
  const { status, headers } = await portal.download(id, officer);
  const of = (...names: string[]) => names.map((name) => headers.get(name));
  expect([status, ...of('content-type', 'content-length', 'content-disposition')]).toEqual([
    200,
    type,
    String(bytes.length),
    `attachment; filename="${id}.${ending}"`,
  ]);
  expect(of('content-security-policy', 'cross-origin-resource-policy', 'cache-control', 'vary')).toEqual([
    "default-src 'none'; sandbox",
    'same-origin',
    'private, no-cache',
    'authorization, origin',
  ]);
});

test('an upload is answered with its address and with the request’s id', async () => {
  const response = await fetch(`${portal.origin}/files`, {
    method: 'POST',
    headers: { ...(await portal.authorization(officer)), 'x-request-id': 'upload-1' },
    body: new Uint8Array(jpeg(8, 8)),
  });
  const { id } = (await response.json()) as { id: string };
  expect([response.status, response.headers.get('location'), response.headers.get('x-request-id')]).toEqual([
    201,
    `/files/${id}`,
    'upload-1',
  ]);
});

test('what is said of a file says its length, and is kept by nobody', async () => {
  const upload = await fetch(`${portal.origin}/files`, { method: 'POST', body: new Uint8Array(jpeg(8, 8)) });
  const text = await upload.text();
  expect(upload.status).toBe(401);
  expect(['content-type', 'content-length', 'cache-control', 'vary'].map((name) => upload.headers.get(name))).toEqual([
    'application/json; charset=utf-8',
    String(Buffer.byteLength(text)),
    'no-store',
    'accept-language, authorization, origin',
  ]);
});
