import { Fault } from '../../../kit/module/fault.js';

/** Most bytes of one file. */
export const mostBytes = 20 * 1024 * 1024;

/** Most pixels of an image; a small file may declare thousands of millions, which would fill the memory of a viewer. */
export const mostPixels = 50_000_000;

/** HTTP statuses of reasons that HTTP tells apart; any other Fault has its code's own. */
export const statusOfReason: Readonly<Record<string, number>> = {
  METHOD_NOT_ALLOWED: 405,
  FILE_TOO_LARGE: 413,
  FILE_ENCODED: 415,
  FILE_TYPE_REFUSED: 415,
};

export function loginMissing(): Fault {
  return new Fault(
    'UNAUTHENTICATED',
    { zh: '上传文件需要登录。', en: 'To upload a file needs a login.' },
    { reason: 'LOGIN_MISSING' },
  );
}

export function methodNotAllowed(allowed: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `此处只受理 ${allowed}。`, en: `Only ${allowed} is served here.` },
    { reason: 'METHOD_NOT_ALLOWED' },
  );
}

export function fileTooLarge(): Fault {
  return new Fault(
    'LIMITED',
    { zh: `文件超过 ${mostBytes} 字节(20 MB)。`, en: `The file exceeds ${mostBytes} bytes (20 MB).` },
    { reason: 'FILE_TOO_LARGE', details: { limit: mostBytes } },
  );
}

export function fileEmpty(): Fault {
  return new Fault(
    'INVALID',
    { zh: '文件为空:请求体即文件本身的字节。', en: 'The file is empty: send its bytes as the body.' },
    { reason: 'FILE_EMPTY' },
  );
}

export function fileEncoded(encoding: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `不受理 Content-Encoding「${encoding}」:请直接发送文件的字节。`,
      en: `The Content-Encoding "${encoding}" is not taken: send the bytes of the file as they are.`,
    },
    { reason: 'FILE_ENCODED' },
  );
}

/** @param found What the bytes are by their own account; null when they are nothing that is known. */
export function fileTypeRefused(found: string | null): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `不受理的文件类型${found === null ? '' : `「${found}」`}:可用 JPEG、PNG、WebP、HEIC、MP4、M4A、PDF,按内容判定。`,
      en: `Files of ${found === null ? 'this type' : `the type "${found}"`} are not taken: send JPEG, PNG, WebP, HEIC, MP4, M4A or PDF, told from the bytes.`,
    },
    { reason: 'FILE_TYPE_REFUSED', details: { found } },
  );
}

export function imageUnreadable(): Fault {
  return new Fault(
    'INVALID',
    { zh: '图片不完整或已损坏,无法读出尺寸。', en: 'The image is cut off or broken: its size cannot be read.' },
    { reason: 'IMAGE_UNREADABLE' },
  );
}

export function imageTooLarge(width: number, height: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `图片为 ${width} × ${height} 像素,超过五千万像素。`,
      en: `The image has ${width} × ${height} pixels; at most ${mostPixels} are taken.`,
    },
    { reason: 'IMAGE_TOO_LARGE', details: { width, height, most: mostPixels } },
  );
}

export function fileNotInSight(): Fault {
  return new Fault('NOT_FOUND', { zh: '没有这个文件。', en: 'There is no such file.' });
}
