/** One row. Put your own database in the place of this list. */
interface SampleType {
  readonly id: string;
  readonly name: string;
}

const rows: readonly SampleType[] = [
  { id: '1', name: '一号' },
  { id: '2', name: '二号' },
];

const rowOf = (id: string): SampleType | null => rows.find((row) => row.id === id) ?? null;

export const resolvers = {
  Query: {
    sampleField: (_root: unknown, { id }: { readonly id: string }) => rowOf(id),
  },
  SampleType: {
    // Other subgraphs know one by its key alone; here it becomes the whole row.
    __resolveReference: ({ id }: { readonly id: string }) => rowOf(id),
  },
};
