import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inspectFile } from '../../../gateway/http/files/inspect-file.js';
import { exif, jpeg } from '../../support/photo-bytes.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-jpeg-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What is found in a JPEG with these bytes between its first segment and the rest (ITU-T T.81, annex B). */
async function inspect(...between: readonly number[]) {
  const photo = jpeg(8, 8, exif({ takenAt: '2026:11:21 09:58:00', offset: '+08:00' }));
  const first = 20;
  const bytes = Buffer.concat([photo.subarray(0, first), Buffer.from(between), photo.subarray(first)]);
  const file = path.join(folder, 'photo.jpeg');
  await writeFile(file, bytes);
  const handle = await open(file);
  try {
    return await inspectFile(handle, bytes.length);
  } finally {
    await handle.close();
  }
}

const said = {
  mediaType: 'image/jpeg',
  takenAt: new Date('2026-11-21T01:58:00Z'),
  longitude: null,
  latitude: null,
};

describe('Before the frame of a JPEG may stand', () => {
  test.each([
    ['nothing', []],
    ['markers without a length: TEM, RST0, RST7', [0xff, 0x01, 0xff, 0xd0, 0xff, 0xd7]],
    ['fill bytes', [0xff, 0xff, 0xff]],
    ['an empty segment of an application', [0xff, 0xe2, 0, 2]],
    ['an APP1 segment too short for EXIF', [0xff, 0xe1, 0, 7, 1, 2, 3, 4, 5]],
    ['an APP1 segment of XMP', [0xff, 0xe1, 0, 10, ...Buffer.from('http://a')]],
    ['Huffman tables, which are no frame', [0xff, 0xc4, 0, 3, 0]],
  ])('%s', async (_what, between) => {
    expect(await inspect(...between)).toEqual(said);
  });

  test.each([
    ['a byte that is no marker', [0x00]],
    ['a segment shorter than its own length', [0xff, 0xe2, 0, 1]],
    ['the end of the image', [0xff, 0xd9]],
    ['a segment that goes beyond the file', [0xff, 0xe2, 0xff, 0xff]],
  ])('but not %s', async (_what, between) => {
    await expect(inspect(...between)).rejects.toMatchObject({ extensions: { reason: 'IMAGE_UNREADABLE' } });
  });
});
