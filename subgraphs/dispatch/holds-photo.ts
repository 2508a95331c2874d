import { StoredFile } from '../../kit/files/stored-file.js';
import type { Context } from '../../kit/module/context.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether one of these files is a photo that the caller uploaded. */
export async function holdsPhoto({ session }: Context, ids: readonly string[]): Promise<boolean> {
  const wanted = ids.filter((id) => uuid.test(id));
  if (wanted.length === 0) return false;
  const photos = await session.manager.count(StoredFile, { id: { $in: wanted }, mediaType: { $like: 'image/%' } });
  return photos > 0;
}
