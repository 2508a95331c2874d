/** Whether tests that have a long form take it: `SOAK=1 npm test`. */
export const isSoak = process.env['SOAK'] === '1';
