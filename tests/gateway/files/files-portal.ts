import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { openPortal, type PortalSettings, type TestPortal } from '../../support/portal.js';

/** What `POST /files` answers. */
export interface Upload {
  readonly status: number;
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** `CODE REASON` of the refusal, or null. */
  readonly refusal: string | null;
  readonly message: string | null;
}

/** A portal and what tests of files do with it. */
export interface FilesPortal extends TestPortal {
  readonly dataFolder: string;
  upload(bytes: Buffer, as?: string, headers?: Readonly<Record<string, string>>): Promise<Upload>;
  download(id: string, as?: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Names of the files that stand in the data folder, sorted. */
  standing(): Promise<string[]>;
  authorization(as?: string): Promise<Record<string, string>>;
}

/** Opens a portal for tests of files. Close it when done. */
export async function openFilesPortal(settings: PortalSettings = {}): Promise<FilesPortal> {
  const portal = await openPortal(settings);
  const dataFolder = portal.database.environment['DATA_FOLDER'] ?? '';
  const authorization = async (as?: string): Promise<Record<string, string>> =>
    as === undefined ? {} : { authorization: `Bearer ${await portal.tokenOf(as)}` };
  return {
    ...portal,
    dataFolder,
    authorization,
    upload: async (bytes, as, headers = {}) => {
      const response = await fetch(`${portal.origin}/files`, {
        method: 'POST',
        headers: { ...(await authorization(as)), ...headers },
        body: new Uint8Array(bytes),
      });
      const body = (await response.json()) as Record<string, unknown>;
      const [error] = (body['errors'] ?? []) as { message: string; extensions: { code: string; reason?: string } }[];
      const refusal = error ? [error.extensions.code, error.extensions.reason].filter(Boolean).join(' ') : null;
      return { status: response.status, id: String(body['id']), body, refusal, message: error?.message ?? null };
    },
    download: async (id, as, headers = {}) =>
      fetch(`${portal.origin}/files/${id}`, { headers: { ...(await authorization(as)), ...headers } }),
    standing: async () => {
      const entries = await readdir(path.join(dataFolder, 'files'), { recursive: true, withFileTypes: true }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
          return [];
        },
      );
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.basename(entry.parentPath) + entry.name)
        .sort();
    },
  };
}
