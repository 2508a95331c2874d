import { describe, expect, test } from '@jest/globals';
import { certificateDomains, coversItem } from '../../../subgraphs/enforcement/rules/certificate-domains.js';
import { lastDayOfLimitation } from '../../../subgraphs/enforcement/rules/limitation.js';
import { ageOn, minorRule } from '../../../subgraphs/enforcement/rules/minor-rule.js';
import { fenOf, yuanOf } from '../../../subgraphs/enforcement/rules/money.js';
import { mayCollectOnTheSpot } from '../../../subgraphs/enforcement/rules/on-spot-collection.js';
import {
  birthDateOf,
  checksOut,
  isIdentityNumber,
  looksLikeCreditCode,
} from '../../../subgraphs/enforcement/rules/party-identifiers.js';
import { simpleFineLimit } from '../../../subgraphs/enforcement/rules/simple-fine-limit.js';
import { daysLate, surcharge } from '../../../subgraphs/enforcement/rules/surcharge.js';

describe('Money', () => {
  test.each([
    ['0', 0n],
    ['0.1', 10n],
    ['200', 20_000n],
    ['3000.01', 300_001n],
    ['1.230000', 123n],
    ['9999999999.99', 999_999_999_999n],
  ])('of %s yuan is exact in fen.', (yuan, fen) => {
    expect(fenOf(yuan)).toBe(fen);
  });

  test.each(['-1', '-0', '0.001', '10000000000', '', '1e3', ' 1'])('is not "%s".', (text) => {
    expect(fenOf(text)).toBeNull();
  });

  test('in fen is written in yuan with two decimals.', () => {
    expect([yuanOf(0n), yuanOf(5n), yuanOf(20_000n), yuanOf(300_001n)]).toEqual(['0.00', '0.05', '200.00', '3000.01']);
  });
});

test('§ 51: the simple procedure fines a person 200 yuan at most and a firm 3,000.', () => {
  expect([simpleFineLimit('PERSON'), simpleFineLimit('FIRM')]).toEqual([20_000n, 300_000n]);
});

test('§§ 68, 69: 100 yuan are collected on the spot, 100.01 only where it would be hard later or the place is remote.', () => {
  expect(mayCollectOnTheSpot(10_000n, 'AT_MOST_100')).toBe(true);
  expect(mayCollectOnTheSpot(10_001n, 'AT_MOST_100')).toBe(false);
  expect(mayCollectOnTheSpot(10_001n, 'HARD_TO_COLLECT_LATER')).toBe(true);
  expect(mayCollectOnTheSpot(20_000n, 'REMOTE')).toBe(true);
});

describe('§ 30: age', () => {
  test.each([
    ['2012-11-20', 14, 'LIGHTER'],
    ['2012-11-21', 13, 'NONE'],
    ['2008-11-20', 18, 'FULL'],
    ['2008-11-21', 17, 'LIGHTER'],
    ['1985-03-12', 41, 'FULL'],
  ])('of one born on %s is %i on 2026-11-21, and the rule %s.', (birthDate, age, rule) => {
    expect(ageOn(birthDate, '2026-11-21')).toBe(age);
    expect(minorRule(age)).toBe(rule);
  });

  test('of one born on a leap day is full on 1 March.', () => {
    expect([ageOn('2012-02-29', '2026-02-28'), ageOn('2012-02-29', '2026-03-01')]).toEqual([13, 14]);
  });
});

test('§ 36: an act is discovered within two years, or within five where life, health or finance was harmed.', () => {
  expect(lastDayOfLimitation('2024-11-21', false)).toBe('2026-11-21');
  expect(lastDayOfLimitation('2024-02-29', false)).toBe('2026-02-28');
  expect(lastDayOfLimitation('2021-11-21', true)).toBe('2026-11-21');
});

describe('§ 72: the surcharge', () => {
  test.each([
    [20_000n, 0, 0n],
    [20_000n, 1, 600n],
    [20_000n, 33, 19_800n],
    [20_000n, 34, 20_000n],
    [20_000n, 400, 20_000n],
    [5_050n, 1, 151n],
  ])('on %d fen after %i days is %d fen.', (fine, late, due) => {
    expect(surcharge(fine, late)).toBe(due);
  });

  test('counts from the day after the last day for payment.', () => {
    expect(daysLate('2026-12-07', '2026-12-07')).toBe(0);
    expect(daysLate('2026-12-07', '2026-12-09')).toBe(2);
    expect(daysLate('2026-12-07', '2026-11-21')).toBe(0);
  });

  test('stands still during reconsideration and suit (§ 73).', () => {
    const reconsideration = { from: '2026-12-09', to: '2026-12-12' };
    expect(daysLate('2026-12-07', '2026-12-14', [reconsideration])).toBe(3);
    expect(daysLate('2026-12-07', '2026-12-14', [reconsideration, { from: '2026-12-13', to: null }])).toBe(1);
    expect(daysLate('2026-12-07', '2026-12-14', [{ from: '2026-11-30', to: null }])).toBe(0);
  });
});

describe('A certificate', () => {
  const pairs = certificateDomains.otherwise;
  test.each([
    [['综合执法'], '城市管理', true],
    [['综合执法'], '生态环境', true],
    [['规划国土'], '自然资源和规划', true],
    [['规划国土'], '城市管理', false],
    [['农林水利', '安全生产'], '应急管理', true],
    [[], '城市管理', false],
  ])('for %j on an item of %s: %s.', (held, item, covers) => {
    expect(coversItem(held, item, pairs)).toBe(covers);
  });

  test('is matched by pairs, and by nothing else.', () => {
    expect(certificateDomains.problem?.(['综合执法'])).toBe('must be pairs such as 综合执法=*');
    expect(certificateDomains.problem?.(pairs)).toBeNull();
  });
});

describe('What a party is known by', () => {
  test('is an identity number whose check digit is right, and holds the day of birth.', () => {
    expect(isIdentityNumber('999999198503120018')).toBe(true);
    expect(isIdentityNumber('999999198503120019')).toBe(false);
    expect(birthDateOf('999999198503120018')).toBe('1985-03-12');
  });

  test('is a credit code, which may fail its check character.', () => {
    expect(looksLikeCreditCode('919999990000000177')).toBe(true);
    expect(checksOut('919999990000000177')).toBe(true);
    expect(checksOut('919999990000000178')).toBe(false);
    expect(looksLikeCreditCode('91999999000000017I')).toBe(false);
    expect(looksLikeCreditCode('91999999000000017')).toBe(false);
  });
});
