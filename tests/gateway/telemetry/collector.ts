import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '../identity/issuer-server.js';

/** A span as OTLP's JSON has it. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly status: { readonly code?: number };
  /** Spans of other traces that it follows from. */
  readonly links?: readonly Pick<CollectedSpan, 'traceId' | 'spanId'>[];
  readonly service: unknown;
}

/** A collector of traces that takes OTLP over HTTP, as JSON. */
export interface Collector {
  readonly url: string;
  readonly spans: CollectedSpan[];
  /** The requests' bodies as they came. */
  readonly bodies: string[];
  /** Waits until a span of this name has come, with all that ended before it, at most five seconds. */
  arrived(name: string): Promise<CollectedSpan>;
  close(): Promise<void>;
}

interface Body {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: CollectedSpan['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Omit<CollectedSpan, 'service'>[] }[];
  }[];
}

/** Opens a collector on loopback. */
export async function openCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const take = (body: string): void => {
    bodies.push(body);
    for (const { resource, scopeSpans } of (JSON.parse(body) as Body).resourceSpans) {
      const service = attributesOf(resource)['service.name'];
      spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))));
    }
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      take(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const url = `http://127.0.0.1:${await listen(server)}/v1/traces`;
  return {
    url,
    spans,
    bodies,
    arrived: async (name) => {
      for (let look = 0; look < 250; look += 1) {
        const found = spans.find((span) => span.name === name);
        if (found) return found;
        await pause(20);
      }
      throw new Error(`No span "${name}" came, but ${spans.map((span) => span.name).join(', ')}.`);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The attributes of a span by name. */
export function attributesOf({ attributes }: Pick<CollectedSpan, 'attributes'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value['stringValue'] ?? value['intValue']]));
}

/** A span and those within it, by their names in the order in which they began. */
export function treeOf(span: CollectedSpan, spans: readonly CollectedSpan[], depth = 0): string[] {
  const within = spans
    .filter(({ parentSpanId }) => parentSpanId === span.spanId)
    .sort((one, other) => Number(BigInt(one.startTimeUnixNano) - BigInt(other.startTimeUnixNano)));
  return [`${'  '.repeat(depth)}${span.name}`, ...within.flatMap((each) => treeOf(each, spans, depth + 1))];
}
