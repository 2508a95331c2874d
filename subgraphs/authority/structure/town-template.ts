import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The template that a town was given by copying a pilot's (AU-27); it stands before the county's. `regionCode` is the town. */
@Entity({ schema: 'authority', tableName: 'town_templates' })
export class TownTemplate {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** How often the town was given one. */
  @Property({ type: 'integer' })
  version!: number;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  copiedFromCode!: string;

  @Property({ type: 'text' })
  documentNumber!: string;

  @Property({ type: 'date' })
  takenOn!: string;

  @Property({ type: 'integer', nullable: true })
  mostOffices!: number | null;

  @Property({ type: 'text[]' })
  offices!: string[];

  @Property({ type: 'text[]' })
  specialOffices!: string[];

  @Property({ type: 'text[]' })
  institutions!: string[];

  @Property({ type: 'boolean' })
  subSections!: boolean;
}
