import type { EntityMetadata } from '@mikro-orm/postgresql';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a row may hold `text` in `column`: PostgreSQL refuses NUL everywhere, and all but UUIDs in a column of those. */
export function mayHold(entity: EntityMetadata, column: string, text: string): boolean {
  const property = entity.properties[column as never] as { type: string } | undefined;
  if (!property) throw new Error(`${entity.className} has no column ${column}.`);
  return !text.includes('\0') && (property.type !== 'uuid' || uuid.test(text));
}
