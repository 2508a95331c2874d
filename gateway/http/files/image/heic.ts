import { imageUnreadable } from '../file-faults.js';
import { type ImageBytes, type ImageHeader, mostParts } from './image-bytes.js';

interface Box {
  readonly name: string;
  /** Where its content begins and ends. */
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the extents that the boxes meta, iprp, ipco and ispe of a HEIC declare (ISO/IEC 23008-12); the largest counts,
 * since tiles have theirs too. Its EXIF is not looked for.
 */
export async function readHeic(image: ImageBytes): Promise<ImageHeader> {
  const meta = await boxNamed('meta', image, 0, image.size);
  // A full box: version and flags stand before its content.
  const properties = await boxNamed('iprp', image, meta.from + 4, meta.to);
  const containers = await boxNamed('ipco', image, properties.from, properties.to);
  let width = 0;
  let height = 0;
  for await (const { name, from } of boxes(image, containers.from, containers.to)) {
    if (name !== 'ispe') continue;
    const extent = await image.at(from + 4, 8);
    if (extent.readUInt32BE(0) * extent.readUInt32BE(4) <= width * height) continue;
    width = extent.readUInt32BE(0);
    height = extent.readUInt32BE(4);
  }
  return { width, height, exif: null };
}

async function boxNamed(name: string, image: ImageBytes, from: number, to: number): Promise<Box> {
  for await (const box of boxes(image, from, to)) if (box.name === name) return box;
  throw imageUnreadable();
}

async function* boxes(image: ImageBytes, from: number, to: number): AsyncGenerator<Box> {
  let position = from;
  for (let part = 0; position + 8 <= to; part += 1) {
    if (part === mostParts) throw imageUnreadable();
    const head = await image.at(position, 8);
    const short = head.readUInt32BE(0);
    const long = short === 1;
    const length = long ? Number((await image.at(position + 8, 8)).readBigUInt64BE()) : short;
    const end = length === 0 ? to : position + length;
    const content = position + (long ? 16 : 8);
    if (end < content || end > to) throw imageUnreadable();
    yield { name: head.toString('latin1', 4, 8), from: content, to: end };
    position = end;
  }
}
