import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * One setting in one version of a county's profile, as its office wrote it. A version never changes: what begins under it
 * ends under it.
 */
@Entity({ schema: 'kit', tableName: 'county_settings' })
export class CountySetting {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Six digits (GB/T 2260). */
  @Property({ type: 'text' })
  county!: string;

  @Property({ type: 'integer' })
  profileVersion!: number;

  @Property({ type: 'date' })
  effectiveFrom!: string;

  @Property({ type: 'text' })
  key!: string;

  @Property({ type: 'text' })
  value!: string;

  /** The sentence of a law or document that the value comes from, or why the county chose it. */
  @Property({ type: 'text' })
  basis!: string;

  @Property({ type: 'text' })
  titleZh!: string;

  @Property({ type: 'text' })
  titleEn!: string;
}
