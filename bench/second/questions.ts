/** What the second set is asked; ASCII alone, because the load's script is Lua. */

const fragments = `
  fragment Who on Person { id called: name phone team { name colours } }
  fragment Seen on Inspection {
    id
    date
    outcome {
      __typename
      ... on Passed { grade remark }
      ... on Defect { severity note photos }
    }
    by: inspector { ...Who }
  }`;

const whole = (type: string, own: string): string => `
  ... on ${type} {
    ${own}
    inspections(last: $last) { ...Seen }
    estimate: repair @include(if: $priced) { amount currency }
  }`;

const everyKind = [whole('Lamp', 'watts'), whole('Tree', 'species heightInMetres'), whole('Hydrant', 'pressure')].join(
  '',
);

/** One street with all that stands in it: about 5 KB. */
const oneStreet = `
  query OneStreet($id: ID!, $last: Int!, $priced: Boolean!) {
    place: street(id: $id) {
      __typename
      id
      name
      district
      outline
      keeper { ...Who }
      lamps: assets(kinds: [LAMP]) { kind: __typename id code ${whole('Lamp', 'watts')} }
      others: assets(kinds: [TREE, HYDRANT]) {
        id
        since: installedYear
        ${whole('Tree', 'species')} ${whole('Hydrant', 'pressure')}
      }
    }
  }
  ${fragments}`;

/** Streets of some districts, in rows with gaps: about 50 KB. */
const rowsOfStreets = `
  query RowsOfStreets($first: Int!, $districts: [District!], $width: Int, $last: Int!, $priced: Boolean!) {
    streets(first: $first, districts: $districts) {
      id
      name
      metres: lengthInMetres
      keeper { ...Who }
      rows(width: $width) { __typename id code since: installedYear ${everyKind} }
    }
  }
  ${fragments}`;

/** Many streets, what stands in them twice over: about 500 KB. */
const manyStreets = `
  query ManyStreets($first: Int!, $last: Int!, $priced: Boolean!, $bare: Boolean!) {
    streets(first: $first) {
      id
      name
      district
      outline @skip(if: $bare)
      lengthInMetres
      keeper { ...Who }
      assets { __typename id code installedYear ${everyKind} }
      lamps: assets(kinds: [LAMP]) { ... on Lamp { code watts } }
    }
  }
  ${fragments}`;

/** A question of the second set. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The three of them, by the size of their answers. */
export const questions: readonly Question[] = [
  { name: 'kb5', query: oneStreet, variables: { id: 's7', last: 3, priced: true } },
  {
    name: 'kb50',
    query: rowsOfStreets,
    variables: { first: 9, districts: ['NORTH', 'OLD_TOWN'], width: 3, last: 2, priced: true },
  },
  { name: 'kb500', query: manyStreets, variables: { first: 80, last: 3, priced: true, bare: false } },
];
