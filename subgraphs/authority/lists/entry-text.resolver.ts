import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { PowerListEntry } from '../power-list-entry.js';
import { PowerListVersion } from '../power-list-version.js';
import { EntryText } from './entry-text.js';

@Resolver(() => PowerListEntry)
export class EntryTextResolver {
  @FieldResolver(() => EntryText, {
    nullable: true,
    description: '四项内容;清单未逐项明确的为空(AU-05)。 The four texts; none where the list does not state them.',
  })
  async texts(@Root() { edition, code }: PowerListEntry, @Ctx() { session }: Context): Promise<EntryText | null> {
    return session.batch(`entry texts of ${edition}`, code, async (codes, manager) => {
      const rows = await manager.find(EntryText, { edition, code: { $in: [...codes] } });
      const byCode = new Map(rows.map((row) => [row.code, row]));
      return codes.map((each) => byCode.get(each) ?? null);
    });
  }
}

@Resolver(() => PowerListVersion)
export class StatedEntriesResolver {
  @FieldResolver(() => Int, {
    description: '已逐项明确四项内容的条目数(AU-05)。 How many entries have their four texts.',
  })
  statedCount(@Root() { edition }: PowerListVersion, @Ctx() { session }: Context): Promise<number> {
    return session.batch('stated entries', edition, async (editions, manager) => {
      const rows = (await manager.execute(
        `select edition, count(*)::int as count from authority.entry_texts
          where edition in (select jsonb_array_elements_text(?::jsonb)) group by 1`,
        [JSON.stringify(editions)],
      )) as { edition: string; count: number }[];
      const counts = new Map(rows.map(({ edition: each, count }) => [each, count]));
      return editions.map((each) => counts.get(each) ?? 0);
    });
  }
}
