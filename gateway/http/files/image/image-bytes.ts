import type { FileHandle } from 'node:fs/promises';
import { imageUnreadable } from '../file-faults.js';

/** What the header of an image says of it. */
export interface ImageHeader {
  readonly width: number;
  readonly height: number;
  /** The EXIF block, a TIFF; null for an image without one. */
  readonly exif: Buffer | null;
}

/** Parts of an image file (segments, chunks, boxes) that are looked at; no camera writes as many. */
export const mostParts = 4_000;

/** Largest EXIF block that is read: what one segment of a JPEG can hold. */
const mostExif = 65_536;

/** An image on the disk, read piece by piece, so that twenty megabytes cost no memory. */
export class ImageBytes {
  readonly #handle: FileHandle;
  readonly size: number;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  /** Exactly `length` bytes. Fault INVALID, reason IMAGE_UNREADABLE, when the file ends before. */
  async at(position: number, length: number): Promise<Buffer> {
    if (position + length > this.size) throw imageUnreadable();
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, position);
    if (bytesRead !== length) throw imageUnreadable();
    return buffer;
  }

  /** An EXIF block without the mark that JPEG puts before it; null for one that is cut off or too large to be one. */
  async exifAt(position: number, length: number): Promise<Buffer | null> {
    if (length > mostExif || position + length > this.size) return null;
    const block = await this.at(position, length);
    return block.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? block.subarray(6) : block;
  }
}
