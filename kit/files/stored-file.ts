import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityDeclaration } from '../module/define.js';

/**
 * An uploaded file: what its bytes are, where and when a photo says it was taken, and the row it belongs to. Not in the
 * graph; verbs take files by id and show them as Attachment.
 */
@Entity({ schema: 'kit', tableName: 'files' })
export class StoredFile {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** SHA-256 of the bytes in hexadecimal: the name under which they stand. */
  @Property({ type: 'text' })
  digest!: string;

  /** SM3 (GB/T 32905) of the bytes in hexadecimal, as timelines and evidence cite it. */
  @Property({ type: 'text' })
  sm3!: string;

  /** Bytes. */
  @Property({ type: 'integer' })
  size!: number;

  @Property({ type: 'text' })
  mediaType!: string;

  @Property({ type: 'timestamptz', nullable: true })
  takenAt: Date | null = null;

  /** Degrees, WGS 84, which within a photo's accuracy is CGCS2000. */
  @Property({ type: 'double precision', nullable: true })
  longitude: number | null = null;

  @Property({ type: 'double precision', nullable: true })
  latitude: number | null = null;

  /** Keycloak's `sub` of the caller who sent the bytes. */
  @Property({ type: 'text' })
  uploadedBy!: string;

  @Property({ type: 'timestamptz' })
  uploadedAt!: Date;

  /** Name of the entity whose row the file belongs to; null until a verb attaches it. */
  @Property({ type: 'text', nullable: true })
  ownerEntity: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  ownerId: string | null = null;
}

/**
 * A file by itself is seen by who sent it; reads that come from an owning row, which its own visibility has let through,
 * step past this.
 */
export const storedFile: EntityDeclaration = {
  entity: StoredFile,
  visibility: {
    kind: 'party',
    condition: (caller) => (caller.subject === null ? { id: { $in: [] } } : { uploadedBy: caller.subject }),
  },
  keys: ['id'],
};
