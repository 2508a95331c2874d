import type { TestPortal } from '../../support/portal.js';

/** A subscription that somebody listens to. */
export interface Live {
  /** The next event that arrives. */
  next(): Promise<unknown>;
  close(): void;
}

/** Listens by server-sent events, and is there when this resolves. */
export async function listen(portal: TestPortal, as: string, query: string, variables: object = {}): Promise<Live> {
  const ended = new AbortController();
  const response = await fetch(`${portal.origin}/graphql`, {
    method: 'POST',
    signal: ended.signal,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await portal.tokenOf(as)}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    next: async () => {
      for (;;) {
        const [, found] = /event: next\ndata: (.*)\n\n/.exec(text) ?? [];
        if (found !== undefined) {
          text = text.slice(text.indexOf(found) + found.length);
          return (JSON.parse(found) as { data: unknown }).data;
        }
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error(`The stream ended with: ${text}`);
        text += value;
      }
    },
    close: () => ended.abort(),
  };
}
