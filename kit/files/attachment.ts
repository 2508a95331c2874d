import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../module/context.js';
import { DateTime } from '../module/scalars.js';
import { StoredFile } from './stored-file.js';

/** A file of a row, as the graph shows it: everything but where a photo was taken. */
@ObjectType({ description: '附件:随记录保存的照片、录音、视频或文书。 A photo, recording or document of a record.' })
@Directive('@shareable')
export class Attachment {
  @Field(() => ID, { description: '标识。 Identifier.' })
  id!: string;

  @Field(() => String, { description: '媒体类型,按内容判定。 Media type, told from the bytes.' })
  mediaType!: string;

  @Field(() => Int, { description: '字节数。 Bytes.' })
  size!: number;

  @Field(() => String, { description: '内容的 SM3 摘要,十六进制。 SM3 digest of the bytes in hexadecimal.' })
  sm3!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: '照片自带的拍摄时间;未带则为空。 When the photo says it was taken.',
  })
  takenAt!: Date | null;

  @Field(() => String, {
    description: '下载地址,相对于门户;须携带令牌。 Where the bytes are, at the portal; needs the token.',
  })
  url!: string;

  @Field(() => Boolean, {
    description: '照片是否自带拍摄位置。 Whether the photo says where it was taken.',
  })
  placeKnown!: boolean;
}

/** The files of a row that the caller sees, first sent first. n rows cost one statement. */
export function attachmentsOf({ session }: Context, ownerId: string): Promise<Attachment[]> {
  return session.batch('attachments', ownerId, async (ownerIds, manager) => {
    const files = await manager.find(
      StoredFile,
      { ownerId: { $in: [...ownerIds] } },
      { orderBy: { uploadedAt: 'asc', id: 'asc' }, filters: { visible: false } },
    );
    const byOwner = Map.groupBy(files, ({ ownerId: each }) => each);
    return ownerIds.map((each) => (byOwner.get(each) ?? []).map(asAttachment));
  });
}

function asAttachment(file: StoredFile): Attachment {
  const { id, mediaType, size, sm3, takenAt } = file;
  return Object.assign(new Attachment(), {
    id,
    mediaType,
    size,
    sm3,
    takenAt,
    url: `/files/${id}`,
    placeKnown: file.longitude !== null,
  });
}
