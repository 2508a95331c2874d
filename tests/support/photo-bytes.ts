/** What a test's photo says of its taking. */
export interface Said {
  /** `2026:11:21 09:58:00` */
  readonly takenAt?: string;
  /** `+08:00` */
  readonly offset?: string;
  /** Degrees, minutes and seconds, and the side. */
  readonly latitude?: readonly [number, number, number, 'N' | 'S'];
  readonly longitude?: readonly [number, number, number, 'E' | 'W'];
}

/** The smallest JPEG that declares a size: segments up to the scan, and a word of scan. */
export function jpeg(width = 640, height = 480, exif: Buffer | null = null): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(exif === null ? [] : [segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]))]),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x55, 0xff, 0xd9]),
  ]);
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** A PNG whose header declares a size; the rest is as short as can be. */
export function png(width: number, height: number, exif: Buffer | null = null): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(16)),
    ...(exif === null ? [] : [chunk('eXIf', exif)]),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(name, 'latin1'), content, Buffer.alloc(4)]);
}

/** An extended WebP: a canvas, a lossless picture of a size of its own, and EXIF. */
export function webp(
  canvas: readonly [number, number],
  picture: readonly [number, number] = canvas,
  exif: Buffer | null = null,
): Buffer {
  const extended = Buffer.alloc(10);
  extended.writeUIntLE(canvas[0] - 1, 4, 3);
  extended.writeUIntLE(canvas[1] - 1, 7, 3);
  const lossless = Buffer.alloc(10);
  lossless[0] = 0x2f;
  lossless.writeUInt32LE((picture[0] - 1) | ((picture[1] - 1) << 14), 1);
  const content = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    part('VP8X', extended),
    part('VP8L', lossless),
    ...(exif === null ? [] : [part('EXIF', exif)]),
  ]);
  return part('RIFF', content);
}

function part(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), length, content, Buffer.alloc(content.length % 2)]);
}

/** A HEIC with the extents of a tile and of the whole. */
export function heic(width: number, height: number): Buffer {
  const extents = [extent(512, 512), extent(width, height)];
  const properties = box('iprp', box('ipco', ...extents));
  return Buffer.concat([brand('heic'), box('meta', Buffer.alloc(4), properties), box('mdat', Buffer.alloc(8))]);
}

function extent(width: number, height: number): Buffer {
  const content = Buffer.alloc(12);
  content.writeUInt32BE(width, 4);
  content.writeUInt32BE(height, 8);
  return box('ispe', content);
}

/** The beginning of a file of the ISO base media format. */
export function brand(name: string): Buffer {
  return box('ftyp', Buffer.from(`${name}\0\0\0\0${name}`, 'latin1'));
}

function box(name: string, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0));
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, ...content]);
}

/** An EXIF block, big-endian, with the directories of the image, of the photo and of its place. */
export function exif({ takenAt, offset, latitude, longitude }: Said): Buffer {
  const photo = [
    ...(takenAt === undefined ? [] : [text(0x9003, takenAt)]),
    ...(offset === undefined ? [] : [text(0x9011, offset)]),
  ];
  const place = [
    ...(latitude === undefined ? [] : [text(1, latitude[3]), rationals(2, latitude.slice(0, 3) as number[])]),
    ...(longitude === undefined ? [] : [text(3, longitude[3]), rationals(4, longitude.slice(0, 3) as number[])]),
  ];
  const photoAt = 8 + directoryLength(2);
  const placeAt = photoAt + directoryLength(photo.length) + beyondLength(photo);
  const image = [pointer(0x8769, photoAt), pointer(0x8825, placeAt)];
  const head = Buffer.from('MM\0*\0\0\0\x08', 'latin1');
  return Buffer.concat([head, directory(image, 8), directory(photo, photoAt), directory(place, placeAt)]);
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly content: Buffer;
}

function text(tag: number, value: string): Entry {
  const content = Buffer.from(`${value}\0`, 'latin1');
  return { tag, type: 2, count: content.length, content };
}

function rationals(tag: number, values: readonly number[]): Entry {
  const content = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => {
    content.writeUInt32BE(Math.round(value * 1000), index * 8);
    content.writeUInt32BE(1000, index * 8 + 4);
  });
  return { tag, type: 5, count: values.length, content };
}

function pointer(tag: number, to: number): Entry {
  const content = Buffer.alloc(4);
  content.writeUInt32BE(to);
  return { tag, type: 4, count: 1, content };
}

function directoryLength(entries: number): number {
  return 2 + entries * 12 + 4;
}

function beyondLength(entries: readonly Entry[]): number {
  return entries.reduce((sum, { content }) => sum + (content.length > 4 ? content.length : 0), 0);
}

function directory(entries: readonly Entry[], at: number): Buffer {
  const table = Buffer.alloc(directoryLength(entries.length));
  table.writeUInt16BE(entries.length);
  const beyond: Buffer[] = [];
  let free = at + table.length;
  entries.forEach(({ tag, type, count, content }, index) => {
    const entry = 2 + index * 12;
    table.writeUInt16BE(tag, entry);
    table.writeUInt16BE(type, entry + 2);
    table.writeUInt32BE(count, entry + 4);
    if (content.length <= 4) return void table.set(content, entry + 8);
    table.writeUInt32BE(free, entry + 8);
    beyond.push(content);
    free += content.length;
  });
  return Buffer.concat([table, ...beyond]);
}
