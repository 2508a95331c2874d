/** What a photo says of its taking. */
export interface Taking {
  readonly takenAt: Date | null;
  /** Degrees, WGS 84. */
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** Of a file that says nothing. */
export const unknownTaking: Taking = { takenAt: null, longitude: null, latitude: null };

const tags = { photo: 0x8769, place: 0x8825, takenAt: 0x9003, offset: 0x9011 };
const placeTags = { latitudeSide: 1, latitude: 2, longitudeSide: 3, longitude: 4, status: 9 };

const mostEntries = 512;

/**
 * Reads time and place of an EXIF block (CIPA DC-008). Only the few entries that are wanted are followed, each bounded,
 * so that no block costs more than its length. What cannot be read is unknown.
 */
export function takingOf(exif: Buffer): Taking {
  const tiff = Tiff.open(exif);
  if (!tiff) return unknownTaking;
  const image = tiff.directory(tiff.first);
  const photo = tiff.directory(tiff.pointer(image, tags.photo));
  const place = tiff.directory(tiff.pointer(image, tags.place));
  return {
    takenAt: momentOf(tiff.text(photo, tags.takenAt), tiff.text(photo, tags.offset)),
    ...placeOf(tiff, place),
  };
}

/** Cameras that name no offset show local time: that of Asia/Shanghai. */
function momentOf(text: string, offset: string): Date | null {
  const parts = /^((?:19|20)\d\d):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text);
  if (!parts) return null;
  const [, year, month, day, time] = parts;
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+08:00';
  const moment = new Date(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function placeOf(tiff: Tiff, place: Directory): Pick<Taking, 'longitude' | 'latitude'> {
  const latitude = degrees(tiff, place, placeTags.latitude, { N: 1, S: -1 }, placeTags.latitudeSide);
  const longitude = degrees(tiff, place, placeTags.longitude, { E: 1, W: -1 }, placeTags.longitudeSide);
  const known = latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  // A receiver without a fix writes V, or zeros.
  const isVoid = tiff.text(place, placeTags.status) === 'V' || (latitude === 0 && longitude === 0);
  return known && !isVoid ? { longitude, latitude } : { longitude: null, latitude: null };
}

function degrees(
  tiff: Tiff,
  place: Directory,
  tag: number,
  signs: Readonly<Record<string, number>>,
  sideTag: number,
): number | null {
  const sign = signs[tiff.text(place, sideTag)];
  const [whole = NaN, minutes = NaN, seconds = NaN] = tiff.rationals(place, tag);
  const value = whole + minutes / 60 + seconds / 3600;
  return sign === undefined || !Number.isFinite(value) ? null : sign * value;
}

/** Entries of a directory by their tag: where each stands. */
type Directory = ReadonlyMap<number, number>;

const ascii = 2;
const long = 4;
const rational = 5;

class Tiff {
  readonly #block: Buffer;
  readonly #bigEndian: boolean;

  private constructor(block: Buffer, bigEndian: boolean) {
    this.#block = block;
    this.#bigEndian = bigEndian;
  }

  static open(block: Buffer): Tiff | null {
    const mark = block.toString('latin1', 0, 4);
    if (mark !== 'II*\0' && mark !== 'MM\0*') return null;
    return new Tiff(block, mark.startsWith('M'));
  }

  get first(): number {
    return this.#long(4);
  }

  directory(offset: number): Directory {
    const count = offset === 0 ? 0 : Math.min(this.#short(offset), mostEntries);
    const positions = Array.from({ length: count }, (_, index) => offset + 2 + index * 12);
    return new Map(positions.map((position) => [this.#short(position), position]));
  }

  pointer(directory: Directory, tag: number): number {
    const entry = directory.get(tag);
    return entry !== undefined && this.#short(entry + 2) === long ? this.#long(entry + 8) : 0;
  }

  text(directory: Directory, tag: number): string {
    const entry = directory.get(tag);
    if (entry === undefined || this.#short(entry + 2) !== ascii) return '';
    const length = Math.min(this.#long(entry + 4), 64);
    const start = length <= 4 ? entry + 8 : this.#long(entry + 8);
    const [text = ''] = this.#block.toString('latin1', start, start + length).split('\0');
    return text.trim();
  }

  rationals(directory: Directory, tag: number): number[] {
    const entry = directory.get(tag);
    if (entry === undefined || this.#short(entry + 2) !== rational || this.#long(entry + 4) !== 3) return [];
    const start = this.#long(entry + 8);
    return [start, start + 8, start + 16].map((each) => this.#long(each) / this.#long(each + 4));
  }

  // Beyond the block stand zeros.
  #short(offset: number): number {
    if (offset + 2 > this.#block.length) return 0;
    return this.#bigEndian ? this.#block.readUInt16BE(offset) : this.#block.readUInt16LE(offset);
  }

  #long(offset: number): number {
    if (offset + 4 > this.#block.length) return 0;
    return this.#bigEndian ? this.#block.readUInt32BE(offset) : this.#block.readUInt32LE(offset);
  }
}
