import { describe, expect, test } from '@jest/globals';
import { help, readOptions, WrongOption } from '../../bench/options.js';

describe('the command line of the bench', () => {
  test('names no part and means all of them, three rounds each', () => {
    expect(readOptions([])).toEqual({
      parts: [
        'gateway',
        'second',
        'in-process',
        'blocking',
        'swaps',
        'install',
        'docking',
        'subscribers',
        'soak',
        'faults',
        'portal',
        'volume',
      ],
      rounds: 3,
      seconds: 4,
      warm: 4,
      clients: 20,
      swaps: 20,
      installs: 6,
      subscribers: 2000,
      minutes: 1,
      faultSeconds: 30,
      faults: null,
      database: null,
      volumeSeconds: 180,
      peers: [],
      only: null,
    });
  });

  test('runs the parts that it names in their own order, not in its', () => {
    expect(readOptions(['blocking', 'gateway'])?.parts).toEqual(['gateway', 'blocking']);
  });

  test('takes scenarios and peers as lists', () => {
    const options = readOptions(['--only', 's1,kb500', '--peers', 'hive,hive_router', '--rounds', '5']);
    expect(options).toMatchObject({ only: ['s1', 'kb500'], peers: ['hive', 'hive_router'], rounds: 5 });
  });

  test('takes faults by their names, spaces and all', () => {
    expect(readOptions(['faults', '--faults', 'ends early,100 MB'])?.faults).toEqual(['ends early', '100 MB']);
  });

  test('asks for help and runs nothing', () => {
    expect(readOptions(['gateway', '--help'])).toBeNull();
    expect(help).toContain('--only A,B      scenarios: s1, s2, s3, s4, kb5, kb50, kb500 (all)');
  });

  test.each([
    [
      ['gatewy'],
      'There is no part "gatewy"; there are gateway, second, in-process, blocking, swaps, install, docking, subscribers, soak, faults, portal, volume.',
    ],
    [['--only', 's5'], 'There is no scenario "s5"; there are s1, s2, s3, s4, kb5, kb50, kb500.'],
    [
      ['--faults', 'late'],
      'There is no fault "late"; there are never answers, answers late, flaps, resets, resets mid-body, half-open, status 500, status 503, HTML, truncated, ends early, 100 MB, slow drip, redirect, wrong content type, no TLS, no such name.',
    ],
    [['--rounds', '0'], '--rounds is "0"; it must be a whole number from 1 to 1000.'],
    [['--subscribers', '20001'], '--subscribers is "20001"; it must be a whole number from 1 to 20000.'],
    [['--seconds', '1.5'], '--seconds is "1.5"; it must be a whole number from 1 to 1000.'],
  ])('is refused as %j with a sentence', (given, sentence) => {
    expect(() => readOptions(given)).toThrow(new WrongOption(sentence));
  });

  test('is refused for an option that does not exist', () => {
    expect(() => readOptions(['--faster'])).toThrow(/--faster/);
    expect(() => readOptions(['--faster'])).toThrow(WrongOption);
  });
});
