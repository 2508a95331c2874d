import type { FileHandle } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { fileTypeRefused, imageTooLarge, imageUnreadable, mostPixels } from './file-faults.js';
import { type Taking, takingOf, unknownTaking } from './image/exif.js';
import { readHeic } from './image/heic.js';
import { ImageBytes, type ImageHeader } from './image/image-bytes.js';
import { readJpeg } from './image/jpeg.js';
import { readPng } from './image/png.js';
import { readWebp } from './image/webp.js';

/** What the bytes of a file tell. */
export interface Inspection extends Taking {
  readonly mediaType: string;
}

/** Media types by the name that detection gives them; null for those that are no images. */
const taken: Readonly<
  Record<string, { mediaType: string; read: ((image: ImageBytes) => Promise<ImageHeader>) | null }>
> = {
  'image/jpeg': { mediaType: 'image/jpeg', read: readJpeg },
  'image/png': { mediaType: 'image/png', read: readPng },
  'image/webp': { mediaType: 'image/webp', read: readWebp },
  'image/heic': { mediaType: 'image/heic', read: readHeic },
  'video/mp4': { mediaType: 'video/mp4', read: null },
  'audio/x-m4a': { mediaType: 'audio/mp4', read: null },
  'application/pdf': { mediaType: 'application/pdf', read: null },
};

/** Bytes from which the type is told. */
const head = 4_100;

/**
 * Tells a file's type from its bytes, whatever its sender called it, and reads the header of an image. Faults INVALID:
 * FILE_TYPE_REFUSED, IMAGE_UNREADABLE, IMAGE_TOO_LARGE.
 */
export async function inspectFile(handle: FileHandle, size: number): Promise<Inspection> {
  const buffer = Buffer.alloc(Math.min(head, size));
  await handle.read(buffer, 0, buffer.length, 0);
  const found = (await fileTypeFromBuffer(buffer))?.mime ?? null;
  const type = found === null ? undefined : taken[found];
  if (!type) throw fileTypeRefused(found);
  if (type.read === null) return { mediaType: type.mediaType, ...unknownTaking };
  const { width, height, exif } = await type.read(new ImageBytes(handle, size));
  if (width < 1 || height < 1) throw imageUnreadable();
  if (width * height > mostPixels) throw imageTooLarge(width, height);
  return { mediaType: type.mediaType, ...(exif === null ? unknownTaking : takingOf(exif)) };
}
