import { expect, test } from '@jest/globals';
import { type Duration, durationInWords, durationText, parseDuration } from '../../../kit/time/duration.js';

const spellings: readonly [string, Duration, string, string][] = [
  ['10s', { amount: 10, unit: 'SECOND' }, '10秒', '10 seconds'],
  ['5min', { amount: 5, unit: 'MINUTE' }, '5分钟', '5 minutes'],
  ['30wmin', { amount: 30, unit: 'WORKING_MINUTE' }, '30个工作分钟', '30 working minutes'],
  ['1wh', { amount: 1, unit: 'WORKING_HOUR' }, '1个工作小时', '1 working hour'],
  ['5wd', { amount: 5, unit: 'WORKING_DAY' }, '5个工作日', '5 working days'],
  ['15d', { amount: 15, unit: 'DAY' }, '15日', '15 days'],
  ['3mo', { amount: 3, unit: 'MONTH' }, '3个月', '3 months'],
];

test.each(spellings)('%s is read, written and put into words', (text, duration, zh, en) => {
  expect(parseDuration(text)).toEqual(duration);
  expect(durationText(duration)).toBe(text);
  expect(durationInWords(duration)).toEqual({ zh, en });
});

test.each(['', '5', 'wd', '5 wd', '-1d', '1.5wh', '5h', '123456d', '5wdd', '5WD'])('%p is no period', (text) => {
  expect(parseDuration(text)).toBeNull();
});
