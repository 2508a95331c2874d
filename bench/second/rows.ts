import { randomFrom } from '../../tests/support/seeded-random.js';

/** Streets, what stands in them, who looked at it: made from a seed, so that every run asks for the same. */

export const kinds = ['LAMP', 'TREE', 'HYDRANT'] as const;
const districts = ['NORTH', 'SOUTH', 'OLD_TOWN'] as const;
const severities = ['SLIGHT', 'SERIOUS', 'DANGEROUS'] as const;
const species = ['camphor', 'ginkgo', 'plane', 'osmanthus', 'metasequoia'];
const words = 'seen from below with the cover open and a note left for the crew of the next round'.split(' ');

export type Kind = (typeof kinds)[number];

export interface StreetRow {
  readonly id: string;
  readonly name: string;
  readonly district: (typeof districts)[number];
  readonly lengthInMetres: number | null;
  readonly outline: readonly (readonly number[])[];
  readonly keeper: { readonly id: string } | null;
}

export interface AssetRow {
  readonly __typename: 'Lamp' | 'Tree' | 'Hydrant';
  readonly id: string;
  readonly kind: Kind;
  readonly street: string;
  readonly code: string;
  readonly installedYear: number | null;
  readonly wear: number | null;
  readonly watts: number;
  readonly species: string;
  readonly heightInMetres: number | null;
  readonly pressure: number | null;
}

export interface InspectionRow {
  readonly id: string;
  readonly asset: string;
  readonly date: string;
  readonly outcome: Readonly<Record<string, unknown>> & { readonly __typename: 'Passed' | 'Defect' };
  readonly inspector: { readonly id: string } | null;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly team: { readonly name: string; readonly colours: readonly (string | null)[] };
}

const random = randomFrom(20_261_121);
const below = (limit: number): number => Math.floor(random() * limit);
const among = <T>(choices: readonly [T, ...T[]] | readonly T[]): T => choices[below(choices.length)] as T;
const orNull = <T>(value: T): T | null => (random() < 0.1 ? null : value);
const tenths = (limit: number): number => Math.round(random() * limit * 10) / 10;

const people = 60;
// Some name a person who is not there any more.
const somebody = (): { id: string } | null => orNull({ id: `p${below(people + 4)}` });

export const persons = Array.from({ length: people }, (_, number): PersonRow => ({
  id: `p${number}`,
  name: orNull(`Inspector ${number} of the ${among(species)} team`),
  phone: orNull(`+86 510 ${100_000 + below(900_000)}`),
  team: { name: `Team "${among(species)}" \u2116${number % 7}`, colours: [among(['red', 'green']), orNull('blue')] },
}));

export const streets = Array.from({ length: 120 }, (_, number): StreetRow => ({
  id: `s${number}`,
  name: `Street ${number} \u8857`,
  district: among(districts),
  lengthInMetres: orNull(tenths(3_000)),
  outline: Array.from({ length: 2 + below(4) }, () => [120 + tenths(1), 31 + tenths(1)]),
  keeper: somebody(),
}));

export const assets = streets.flatMap(({ id: street }) =>
  Array.from({ length: 8 + below(6) }, (_, place): AssetRow => {
    const kind = among(kinds);
    return {
      __typename: kind === 'LAMP' ? 'Lamp' : kind === 'TREE' ? 'Tree' : 'Hydrant',
      id: `${street}-${place}`,
      kind,
      street,
      code: `${kind.slice(0, 1)}-${100_000 + below(900_000)}`,
      installedYear: orNull(1980 + below(45)),
      wear: orNull(random()),
      watts: 40 + below(200),
      species: among(species),
      heightInMetres: orNull(tenths(20)),
      pressure: orNull(tenths(8)),
    };
  }),
);

export const inspections = assets.flatMap(({ id: asset }) =>
  Array.from({ length: below(4) }, (_, turn): InspectionRow => {
    const passed = random() < 0.7;
    const outcome = passed
      ? { __typename: 'Passed' as const, grade: 1 + below(5), remark: orNull(sentence(4)) }
      : {
          __typename: 'Defect' as const,
          severity: among(severities),
          note: orNull(`${sentence(9)}, "${sentence(2)}"\n`),
          photos: orNull([`${asset}/${turn}.jpg`]),
        };
    return {
      id: `${asset}-${turn}`,
      asset,
      date: `2026-0${1 + below(9)}-1${below(10)}`,
      outcome,
      inspector: somebody(),
    };
  }),
);

/** What an estimate is refused for: about one asset in a hundred, told by its number alone. */
export function isWithoutPrice(asset: string): boolean {
  const [street = 0, place = 0] = asset.slice(1).split('-').map(Number);
  return (street * 31 + place * 7) % 100 === 7;
}

function sentence(length: number): string {
  return Array.from({ length }, () => among(words)).join(' ');
}
