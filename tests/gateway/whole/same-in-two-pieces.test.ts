import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';
import { openRawClient } from './raw-client.js';

// A request in one piece is read by the gateway, the same in two by Node's HTTP server: nobody may be able to tell which.

let graph: PlainGraph;
beforeAll(async () => {
  const subgraphs = {
    towns: {
      sdl: 'type Query { town(name: String): String }',
      resolvers: { Query: { town: (_: unknown, { name }: { name?: string }) => name ?? '周庄镇' } },
    },
  };
  graph = await openPlainGraph(subgraphs, {
    CORS_ORIGINS: 'https://pages.example',
    RATE_CLIENT: '10000000',
    RATE_CALLER: '10000000',
  });
});
afterAll(() => graph.close());

/**
 * The first answer to these bytes, but for the time of day, and whether the connection was closed. Of what comes behind a
 * request Node itself decides otherwise when it comes in another piece.
 */
async function outcome(quiet: number, ...pieces: readonly Buffer[]): Promise<string> {
  const client = await openRawClient(graph.origin);
  await client.send(...pieces);
  const all = await client.quiet(quiet);
  const text = all.slice(0, all.indexOf('HTTP/1.1 ', 1) < 0 ? undefined : all.indexOf('HTTP/1.1 ', 1));
  const { isClosed } = client;
  client.socket.destroy();
  const head = text.replaceAll(/^Date: .*\r\n/gim, '').replaceAll(/^x-request-id: (?!fixed).*\r\n/gim, '');
  const lines = head.split('\r\n').sort();
  return `${isClosed ? 'closed' : 'open'}\n${lines.join('\n')}`;
}

async function expectSame(request: string | Buffer): Promise<string> {
  const bytes = typeof request === 'string' ? Buffer.from(request, 'latin1') : request;
  const both = (quiet: number) =>
    Promise.all([outcome(quiet, bytes), outcome(quiet, bytes.subarray(0, 1), bytes.subarray(1))]);
  const first = await both(100);
  // On a busy machine an answer may come after the patience for it.
  const [whole, split] = first[0] === first[1] ? first : await both(1_000);
  expect(whole).toBe(split);
  return whole;
}

const plain = ['Host: portal', 'Content-Type: application/json', 'X-Request-Id: fixed'];

function written(fields: readonly string[], body = '{"query":"{ town }"}', line = 'POST /graphql HTTP/1.1'): string {
  return `${line}\r\n${fields.join('\r\n')}\r\n\r\n${body}`;
}

const withLength = (length: number, ...more: readonly string[]) => [...plain, `Content-Length: ${length}`, ...more];

describe('a request in its plainest form', () => {
  test.each([
    ['asks and is answered', written(withLength(20)), '"town":"'],
    ['asks for GraphQL JSON', written(withLength(20, 'Accept: application/graphql-response+json')), 'response+json'],
    ['comes from a page that may ask', written(withLength(20, 'Origin: https://pages.example')), 'allow-origin: https'],
    ['comes from another page', written(withLength(20, 'Origin: https://other.example')), '"town":"'],
    ['is no JSON', written(withLength(5), 'hello'), '"INVALID"'],
    ['is of another type', written(['Host: a', 'Content-Type: text/plain', 'Content-Length: 2'], '{}'), 'CONTENT_TYPE'],
    ['takes pictures alone', written(withLength(20, 'Accept: image/png')), 'NOT_ACCEPTABLE'],
    ['asks what is not there', written(withLength(20), '{"query":"{ hill }"}'), 'hill'],
    ['has no UTF-8', written(withLength(20), '{"query":"{ t\xff }"}  '), 'BODY_NOT_UTF8'],
    ['begins with a byte order mark', written(withLength(23), '\xef\xbb\xbf{"query":"{ town }"}'), '"town":"'],
    ['has an empty body', written(withLength(0), ''), '"INVALID"'],
    ['asks of another path', written(withLength(20), undefined, 'POST /elsewhere HTTP/1.1'), '404'],
    ['asks with a query in its path', written(withLength(20), undefined, 'POST /graphql?a=1 HTTP/1.1'), '"town":"'],
  ])('%s', async (_, request, expected) => {
    expect(await expectSame(request)).toContain(expected);
  });
});

describe('a request in any other form', () => {
  test.each([
    ['has two lengths', written(withLength(20, 'Content-Length: 20')), '400'],
    ['has two different lengths', written(withLength(20, 'content-length: 5')), '400'],
    ['has a list of lengths', written([...plain, 'Content-Length: 20, 20']), '400'],
    ['has a signed length', written([...plain, 'Content-Length: +20']), '400'],
    ['has a hexadecimal length', written([...plain, 'Content-Length: 0x14']), '400'],
    ['has a length with a point', written([...plain, 'Content-Length: 20.0']), '400'],
    ['has a length and an encoding', written(withLength(20, 'Transfer-Encoding: chunked')), '400'],
    ['is chunked', written([...plain, 'Transfer-Encoding: chunked'], '14\r\n{"query":"{ town }"}\r\n0\r\n\r\n'), '200'],
    ['has no length', written(plain), '400'],
    ['has no host', written(['Content-Type: application/json', 'Content-Length: 20']), '400'],
    ['has two hosts', written(withLength(20, 'Host: other')), '200'],
    ['folds a line', written(withLength(20, 'X-Note: a', ' b')), ''],
    ['has a space before a colon', written(withLength(20, 'X-Note : a')), '400'],
    ['has a bare line feed', written(withLength(20, 'X-Note: a\nX-Other: b')), ''],
    ['has a zero byte', written(withLength(20, 'X-Note: a\0b')), '400'],
    ['is of HTTP/1.0', written(withLength(20), undefined, 'POST /graphql HTTP/1.0'), '200'],
    ['is of HTTP/1.2', written(withLength(20), undefined, 'POST /graphql HTTP/1.2'), ''],
    ['names the whole address', written(withLength(20), undefined, 'POST http://portal/graphql HTTP/1.1'), ''],
    ['asks to end the connection', written(withLength(20, 'Connection: close')), 'closed'],
    ['expects to be told to go on', written(withLength(20, 'Expect: 100-continue')), '100 Continue'],
    ['expects something else', written(withLength(20, 'Expect: tea')), '417'],
    ['asks for another protocol', written(withLength(20, 'Connection: upgrade', 'Upgrade: h2c')), '200'],
    ['says a header twice', written(withLength(20, 'Accept: application/json', 'Accept: text/html')), '200'],
    ['says who it is twice', written(withLength(20, 'X-Request-Id: other')), '200'],
    ['has a body that goes on', `${written(withLength(20))}POST`, '200'],
    ['has a body that stops early', written(withLength(21)), 'open'],
    ['has headers without end', written(withLength(20, `X-Note: ${'a'.repeat(20_000)}`)), '431'],
    ['begins with an empty line', `\r\n${written(withLength(20))}`, '200'],
    [
      'is an OPTIONS of a page',
      written(
        withLength(0, 'Origin: https://pages.example', 'Access-Control-Request-Method: POST'),
        '',
        'OPTIONS /graphql HTTP/1.1',
      ),
      '204',
    ],
    ['is a GET', written(['Host: a'], '', 'GET /graphql?query=%7B%20town%20%7D HTTP/1.1'), '200'],
    ['is a DELETE', written(['Host: a'], '', 'DELETE /graphql HTTP/1.1'), '405'],
    ['is no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', '400'],
  ])('%s', async (_, request, expected) => {
    expect(await expectSame(request)).toContain(expected);
  });
});

const valid = Buffer.from(written(withLength(20, 'Accept: */*', 'Connection: keep-alive')), 'latin1');
const telling = fc.constantFrom(...'\r\n\0\t :,;=/aAzZ059{}"\x7f\x80\xff').map((character) => character.charCodeAt(0));

/** A valid request with a byte changed, left out or put in, up to three times. */
const spoilt = fc
  .array(fc.tuple(fc.nat(valid.length - 1), fc.constantFrom('change', 'leave out', 'put in'), telling), {
    minLength: 1,
    maxLength: 3,
  })
  .map((changes) => {
    const bytes = [...valid];
    for (const [at, change, byte] of changes) {
      bytes.splice(at, change === 'put in' ? 0 : 1, ...(change === 'leave out' ? [] : [byte]));
    }
    return Buffer.from(bytes);
  });

test('spoilt in any way, it is answered as Node answers it', async () => {
  const samples = fc.sample(spoilt, { numRuns: 400, seed: 20261122 });
  for (let at = 0; at < samples.length; at += 20) {
    await Promise.all(samples.slice(at, at + 20).map((bytes) => expectSame(bytes)));
  }
});
