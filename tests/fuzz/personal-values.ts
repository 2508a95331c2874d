import type { Database } from '../../kit/data/database.js';

/** What may not leave in plain: whole names and numbers of persons, found in any text. */
export interface PersonalValues {
  /** Those that stand in an answer. */
  foundIn(text: string): string[];
}

// A name that no mask leaves standing, and that nothing else in the county is called.
const planted = /密名\d{6}号/g;
/** What telephone and identity numbers of the county look like, and a planted name, for programs that know no rows. */
export const personalPattern = '密名\\d{6}号|(?<!\\d)13900\\d{6}(?!\\d)|(?<!\\d)999999\\d{11}[\\dX](?!\\d)';
const numbers = /(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)/g;

/** Gives every person of the registers a name that can be told in an answer, and reads their telephone and identity numbers. */
export function personalValues(database: Database): Promise<PersonalValues> {
  return database.administer(async (execute) => {
    await execute(
      `update grid.elements set name = '密名' || to_char(place, 'FM000000') || '号'
         from (select id, row_number() over (order by id) as place from grid.elements where kind = 'PERSON') as numbered
         where elements.id = numbered.id`,
    );
    const rows = await execute(
      `select phone_number as value from grid.elements where kind = 'PERSON' union
       select identifier from grid.elements where kind = 'PERSON' union
       select phone_number from authority.staff_members union
       select identity_number from authority.staff_members`,
    );
    const known = new Set(rows.map(({ value }) => value).filter((value) => value !== null));
    return {
      foundIn: (text) => [
        ...(text.match(planted) ?? []),
        ...(text.match(numbers) ?? []).filter((number) => known.has(number)),
      ],
    };
  });
}
