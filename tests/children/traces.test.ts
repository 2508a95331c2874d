import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { attributesOf, type Collector, openCollector, treeOf } from '../gateway/telemetry/collector.js';
import { describeOnServer } from '../support/describe-on-server.js';
import { type ChildGround, childOf, openChildGround } from './child-portal.js';

describeOnServer('traces of modules in processes of their own')('A module in a process of its own', () => {
  let ground: ChildGround;
  let collector: Collector;

  beforeAll(async () => {
    ground = await openChildGround();
    collector = await openCollector();
  });

  afterAll(async () => {
    await ground?.close();
    await collector?.close();
  });

  test('is traced with its verb, and its job is linked to that', async () => {
    const portal = await ground.open({ TRACES_URL: collector.url });
    await childOf(portal);
    const verb = 'mutation { writeNote(words: "traced") { id } }';
    expect((await portal.ask(verb, { as: 'grid.officer' })).errors).toEqual([]);
    const job = await collector.arrived('process hazard');
    const answering = await collector.arrived('graphql');
    const request = await collector.arrived('mutation');
    await portal.stop();
    expect([request.service, answering.service, job.service]).toEqual(['yimen', 'yimen-hazard', 'yimen-hazard']);
    expect(answering.traceId).toBe(request.traceId);
    expect(job.links).toMatchObject([{ traceId: request.traceId, spanId: answering.spanId }]);
    expect(attributesOf(job)['yimen.event']).toBe('NoteWritten');
    expect(treeOf(job, collector.spans).slice(0, 2)).toEqual(['process hazard', expect.stringMatching(/^ {2}\w+$/)]);
  });
});
