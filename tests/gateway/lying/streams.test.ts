import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainGraph } from '../plain/plain-graph.js';
import { lie, openLyingGraph, unusable, wrongType } from './lying-graph.js';

let graph: PlainGraph;
beforeAll(async () => {
  graph = await openLyingGraph();
});
afterAll(() => graph.close());

describe('A stream', () => {
  async function heard(...parts: (string | number[])[]) {
    lie.told = { type: 'text/event-stream', body: Buffer.concat(parts.map((part) => Buffer.from(part as string))) };
    const { text } = await graph.ask('subscription { heard { int text } }', { accept: 'text/event-stream' });
    return text
      .split('\n')
      .flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6)) as Record<string, unknown>] : []));
  }
  const event = (data: string) => `event: next\ndata: ${data}\n\n`;
  const honestEvent = event('{"data":{"heard":{"int":1,"text":"a"}}}');
  const complete = 'event: complete\ndata:\n\n';
  const last = (events: readonly Record<string, unknown>[]) => {
    const [error] = (events.at(-1)?.['errors'] ?? []) as { extensions: Record<string, unknown> }[];
    return `${String(error?.extensions['code'])} ${String(error?.extensions['reason'])} ${String(error?.extensions['subgraph'])}`;
  };

  test('goes on after an event whose values are wrong, which names the subgraph', async () => {
    const events = await heard(event('{"data":{"heard":{"int":"1","text":"a"}}}'), honestEvent, complete);
    expect(events.map(({ data }) => data)).toEqual([
      { heard: { int: null, text: 'a' } },
      { heard: { int: 1, text: 'a' } },
    ]);
    expect(last(events.slice(0, 1))).toBe(wrongType);
  });

  test.each<[string, (string | number[])[], string]>([
    ['an event that is not JSON', [event('{"data":')], unusable],
    ['an event that is no response', [event('[1]')], unusable],
    ['an event whose data is a string', [event('{"data":"heard"}')], unusable],
    ['no end', [], 'UPSTREAM SUBGRAPH_STREAM_BROKEN liar'],
  ])('ends at %s, and the events before it stand', async (_what, parts, why) => {
    const events = await heard(honestEvent, ...parts);
    expect(events[0]).toEqual({ data: { heard: { int: 1, text: 'a' } } });
    expect(events).toHaveLength(2);
    expect(last(events)).toBe(why);
  });

  test('ends at bytes that are not UTF-8', async () => {
    const events = await heard(event('{"data":{"heard":{"int":1,"text":"'), [0xc3, 0x28], '"}}}\n\n', complete);
    expect(events.map(({ data }) => data)).toEqual([undefined]);
    expect(last(events)).toBe('UPSTREAM SUBGRAPH_STREAM_BROKEN liar');
  });
});
