import { imageUnreadable } from '../file-faults.js';
import { type ImageBytes, type ImageHeader, mostParts } from './image-bytes.js';

type Extent = Pick<ImageHeader, 'width' | 'height'>;

/** Reads the chunks of a WebP (RFC 9649, section 2). Canvas and picture may disagree; the larger counts. */
export async function readWebp(image: ImageBytes): Promise<ImageHeader> {
  const extents: Extent[] = [];
  let exif: Buffer | null = null;
  let position = 12;
  for (let part = 0; part < mostParts && position + 8 <= image.size; part += 1) {
    const chunk = await image.at(position, 8);
    const name = chunk.toString('latin1', 0, 4);
    const length = chunk.readUInt32LE(4);
    const extent = extentOf[name];
    if (extent) extents.push(extent(await image.at(position + 8, 10)));
    if (name === 'EXIF') exif ??= await image.exifAt(position + 8, length);
    position += 8 + length + (length % 2);
  }
  if (extents.length === 0) throw imageUnreadable();
  return {
    width: Math.max(...extents.map(({ width }) => width)),
    height: Math.max(...extents.map(({ height }) => height)),
    exif,
  };
}

const extentOf: Readonly<Record<string, (head: Buffer) => Extent>> = {
  VP8X: (head) => ({ width: 1 + head.readUIntLE(4, 3), height: 1 + head.readUIntLE(7, 3) }),
  'VP8 ': (head) => {
    if (head.toString('hex', 3, 6) !== '9d012a') throw imageUnreadable();
    return { width: head.readUInt16LE(6) & 0x3fff, height: head.readUInt16LE(8) & 0x3fff };
  },
  VP8L: (head) => {
    if (head[0] !== 0x2f) throw imageUnreadable();
    const bits = head.readUInt32LE(1);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  },
};
