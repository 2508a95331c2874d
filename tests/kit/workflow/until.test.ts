import { expect, test } from '@jest/globals';
import { untilMoment } from '../../../kit/workflow/until.js';

const end = Date.parse('2026-11-30T16:00:00Z');

test('a deadline that ends at a moment lasts from the entering of its state until then', () => {
  expect(untilMoment(end, { since: '2026-11-30T14:30:00Z' })).toEqual({ amount: 90, unit: 'MINUTE' });
  expect(untilMoment(end, { since: '2026-11-30T15:58:30Z' })).toEqual({ amount: 2, unit: 'MINUTE' });
});

test('a moment that is over comes after one minute, as does one without a beginning', () => {
  expect(untilMoment(end, { since: '2026-12-01T00:00:00Z' })).toEqual({ amount: 1, unit: 'MINUTE' });
  expect(untilMoment(end, { since: '' })).toEqual({ amount: 1, unit: 'MINUTE' });
});
