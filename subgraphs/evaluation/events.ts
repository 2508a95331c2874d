import { declareEvent } from '../../kit/events/declare-event.js';

/** The score of an event was put on file (EV-19). `schemeCode` is empty where the county has no scheme for grids. */
export const scorePosted = declareEvent(
  'ScorePosted',
  { zh: '考核得分已入档', en: 'A score was put on file' },
  { eventNo: 'text', schemeCode: 'text', points: 'text', evidence: 'number', postedAt: 'moment' },
);
