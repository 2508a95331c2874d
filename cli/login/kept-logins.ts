import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../../kit/module/fault.js';

/** The login of a person at one portal. */
export interface KeptLogin {
  readonly issuer: string;
  readonly clientId: string;
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly refreshToken: string | null;
}

/** What the file holds: logins by the portal's origin, and the portal that was logged in to last. */
export interface KeptLogins {
  readonly last: string | null;
  readonly logins: Readonly<Record<string, KeptLogin>>;
}

const abandoned = 30_000;

/** Reads the logins that are kept; none where nobody ever logged in. Fault INVALID, reason LOGIN_FILE_WRONG. */
export async function readLogins(folder: string): Promise<KeptLogins> {
  const file = path.join(folder, 'login.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw fileWrong(file);
  });
  if (text === null) return { last: null, logins: {} };
  const kept = parsed(text);
  if (!isKeptLogins(kept)) throw fileWrong(file);
  return kept;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isKeptLogins(value: unknown): value is KeptLogins {
  if (!isObject(value)) return false;
  const { last, logins } = value;
  return (last === null || typeof last === 'string') && isObject(logins) && Object.values(logins).every(isKeptLogin);
}

function isKeptLogin(value: unknown): value is KeptLogin {
  if (!isObject(value)) return false;
  const { issuer, clientId, accessToken, expiresAt, refreshToken } = value;
  const areTexts = [issuer, clientId, accessToken].every((each) => typeof each === 'string');
  return areTexts && typeof expiresAt === 'number' && (refreshToken === null || typeof refreshToken === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Changes the logins that are kept, in a file that its owner alone reads; one command at a time, because an issuer takes a
 * refresh token once.
 */
export async function changeLogins<T>(
  folder: string,
  change: (kept: KeptLogins) => Promise<{ readonly kept: KeptLogins; readonly outcome: T }>,
): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'login.json');
  const lock = `${file}.lock`;
  await hold(lock);
  try {
    const { kept, outcome } = await change(await readLogins(folder));
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, JSON.stringify(kept, null, 2), { mode: 0o600 });
    await rename(draft, file);
    return outcome;
  } finally {
    await rm(lock, { force: true });
  }
}

/** Waits until no other command holds the file; a lock whose holder was killed is taken over. */
async function hold(lock: string): Promise<void> {
  for (;;) {
    try {
      return await writeFile(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const since = (await stat(lock).catch(() => null))?.mtimeMs ?? Date.now();
    if (Date.now() - since > abandoned) await rm(lock, { force: true });
    await pause(50);
  }
}

function fileWrong(file: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `登录文件 ${file} 无法读取,请删除后重新登录。`,
      en: `The logins in ${file} cannot be read; remove the file and log in again.`,
    },
    { reason: 'LOGIN_FILE_WRONG' },
  );
}
