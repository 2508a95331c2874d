import type { EntityManager } from '@mikro-orm/postgresql';

/** The numbers of the teams that serve villages today, null where none does; many villages cost one statement. */
export async function readServingTeams(
  villages: readonly string[],
  manager: EntityManager,
): Promise<(string | null)[]> {
  const rows = (await manager.execute(
    `select village, number from grid.service_teams, unnest(village_codes) as village
      where state = 'FORMED' and village_codes && array(select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(villages)],
  )) as { village: string; number: string }[];
  const byVillage = new Map(rows.map(({ village, number }) => [village, number]));
  return villages.map((village) => byVillage.get(village) ?? null);
}
