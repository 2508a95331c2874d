import { imageUnreadable } from '../file-faults.js';
import { type ImageBytes, type ImageHeader, mostParts } from './image-bytes.js';

/** Reads the header and looks for the chunk `eXIf` (PNG, third edition, sections 11.2.1 and 11.3.4.5). */
export async function readPng(image: ImageBytes): Promise<ImageHeader> {
  const header = await image.at(8, 16);
  if (header.readUInt32BE(0) !== 13 || header.toString('latin1', 4, 8) !== 'IHDR') throw imageUnreadable();
  return { width: header.readUInt32BE(8), height: header.readUInt32BE(12), exif: await exifOf(image) };
}

async function exifOf(image: ImageBytes): Promise<Buffer | null> {
  let position = 33;
  for (let part = 0; part < mostParts && position + 8 <= image.size; part += 1) {
    const chunk = await image.at(position, 8);
    const length = chunk.readUInt32BE(0);
    const name = chunk.toString('latin1', 4, 8);
    if (name === 'eXIf') return image.exifAt(position + 8, length);
    if (name === 'IEND') return null;
    position += 12 + length;
  }
  return null;
}
