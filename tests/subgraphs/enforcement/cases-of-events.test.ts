import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type EventPortal, openEventPortal } from '../dispatch/event-portal.js';
import { caseOf, open, personBorn, refusal, rowsOf } from './cases.js';

let portal: EventPortal;
beforeAll(async () => {
  portal = await openEventPortal();
});
afterAll(() => portal.close());

test('a case grows out of an event that its own organisation is handling, and the event notes it', async () => {
  const { eventNo } = await portal.walkTo('HANDLING');
  const { caseNo } = caseOf(await open(portal, { eventNo, party: personBorn('19850312', 900) }));
  await portal.settle();

  const { data, errors } = await portal.ask(
    `query ($eventNo: ID!) {
       event(eventNo: $eventNo) { cases { caseNo state event { eventNo state } } timeline { verb values { name value } } }
     }`,
    { eventNo },
    { as: 'enforcement.officer' },
  );
  expect(errors).toBeUndefined();
  const event = data?.['event'] as never as { cases: unknown; timeline: { verb: string; values: unknown[] }[] };
  expect(event.cases).toEqual([{ caseNo, state: 'CLUE', event: { eventNo, state: 'HANDLING' } }]);
  expect(event.timeline.at(-1)?.verb).toBe('noteCase');
  expect(event.timeline.at(-1)?.values).toContainEqual({ name: 'caseNo', value: caseNo });
});

test('an event that is not being handled, or is led by others, gives no case', async () => {
  const dispatched = await portal.walkTo('DISPATCHED');
  const party = personBorn('19850312', 901);
  const before = await rowsOf(portal);
  const early = await open(portal, { eventNo: dispatched.eventNo, party });
  expect(refusal(early)).toEqual(['CONFLICT', 'EVENT_NOT_IN_HANDLING']);
  expect(early.errors?.[0]?.extensions.details).toEqual({
    eventNo: dispatched.eventNo,
    state: 'DISPATCHED',
    lead: '320281104-enforcement-bureau',
  });
  expect(refusal(await open(portal, { eventNo: 'E32028110420261121999999', party }))).toEqual(['NOT_FOUND', undefined]);
  expect(await rowsOf(portal)).toEqual(before);
});
