/** Whether tests that have a long form take it: `SOAK=1 npm test`. */
export const isSoak = process.env['SOAK'] === '1';

/** How often the test of kills kills: `KILLS=50 npm test tests/journeys/kill.test.ts`. */
export const kills = Number(process.env['KILLS'] ?? 4);

/** The seed of what tests choose at random, printed with them: `SEED=1 npm test …`. */
export const seed = Number(process.env['SEED'] ?? 20_261_121);

/** How many operations the gateways are compared on: `OPERATIONS=5000 npm test tests/gateway/differential`. */
export const operations = Number(process.env['OPERATIONS'] ?? 600);

/** How many operations the portal is asked at random: `FUZZ=200000 npm test tests/fuzz`, which is `npm run fuzz`. */
export const fuzzed = Number(process.env['FUZZ'] ?? 3_000);

/** Whether tests run that install the packages anew, which takes a minute each: `INSTALLS=1 npm test tests/house`, and in CI. */
export const installs = process.env['INSTALLS'] === '1' || process.env['CI'] === 'true';
