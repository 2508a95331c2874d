/** Texts that programs stumble over. */
export const nonsenseTexts = [
  '',
  ' ',
  'x',
  '\0',
  'a\0b',
  '\uD800',
  '\u202E🏮',
  "'; drop schema grid cascade; --",
  '<script>alert(1)</script>',
  '%',
  '\\',
  '{}',
  '018f0000-0000-7000-8000-000000000000',
  '018F0000-0000-7000-8000-00000000000G',
  'W10=',
  'W251bGxd',
  'WyJhIiwiYiIsImMiXQ==',
  '9'.repeat(400),
  '长'.repeat(20_000),
];

/** Values of each scalar of the graph that fit it and mean nothing. */
export const nonsenseValues: Readonly<Record<string, readonly unknown[]>> = {
  ID: [...nonsenseTexts, 0, 2_147_483_647],
  String: nonsenseTexts,
  Int: [0, -1, 1, 101, 2_147_483_647, -2_147_483_648],
  Float: [0, -0, -1, 1e308, -1e308, 5e-324],
  Boolean: [true, false],
  Date: ['2026-02-28', '0001-01-01', '9999-12-31', '0000-01-01'],
  DateTime: ['2026-11-21T02:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00'],
  Decimal: ['0', '-0', '-1', '999999999999.999999'],
  GeoJSON: [
    { type: 'Point', coordinates: [0, 0] },
    { type: 'Point', coordinates: [1e308, -1e308] },
  ],
};
