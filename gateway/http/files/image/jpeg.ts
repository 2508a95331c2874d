import { imageUnreadable } from '../file-faults.js';
import { type ImageBytes, type ImageHeader, mostParts } from './image-bytes.js';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Reads segments up to the frame header (ITU-T T.81, annex B). */
export async function readJpeg(image: ImageBytes): Promise<ImageHeader> {
  let exif: Buffer | null = null;
  let position = 2;
  for (let part = 0; part < mostParts; part += 1) {
    const [mark, marker = 0] = await image.at(position, 2);
    if (mark !== 0xff) throw imageUnreadable();
    if (marker === 0xff) position += 1;
    else if (isBare(marker)) position += 2;
    else if (marker === startOfScan || marker === endOfImage) throw imageUnreadable();
    else if (isFrame(marker)) return { ...(await frameAt(image, position)), exif };
    else {
      const length = (await image.at(position + 2, 2)).readUInt16BE();
      if (length < 2) throw imageUnreadable();
      if (marker === 0xe1) exif ??= await exifOf(image, position + 4, length - 2);
      position += 2 + length;
    }
  }
  throw imageUnreadable();
}

async function frameAt(image: ImageBytes, position: number): Promise<{ width: number; height: number }> {
  const frame = await image.at(position + 5, 4);
  return { width: frame.readUInt16BE(2), height: frame.readUInt16BE(0) };
}

/** APP1 holds EXIF or XMP; the first six bytes say which. */
async function exifOf(image: ImageBytes, position: number, length: number): Promise<Buffer | null> {
  if (length < 6) return null;
  const name = (await image.at(position, 6)).toString('latin1');
  return name === 'Exif\0\0' ? image.exifAt(position, length) : null;
}

/** Markers without a length: TEM, RST0 to RST7. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15, between which DHT, JPG and DAC have their numbers. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
