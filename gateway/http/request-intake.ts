import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import type { Log } from '../../kit/module/host.js';
import type { Identity } from '../identity/identify.js';
import type { RequestContext } from '../request-context.js';
import type { Rates } from '../guard/rates.js';
import { clientAddress } from './client-address.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import type { Trail } from '../telemetry/trail.js';
import { languageFor } from './negotiate.js';
import { remembered } from './remembered.js';
import type { AskedHead } from './whole/whole-answer.js';

/** A request that has come in and whose caller may not be known yet. */
export interface IncomingRequest {
  readonly requestId: string;
  /** The network that it came from. */
  readonly address: string;
  readonly language: 'zh' | 'en';
  /** What is noted of it for operators. */
  readonly trail: Trail | undefined;
  /** Verifies the bearer token. Fault UNAUTHENTICATED for one that is not good. */
  identify(): Promise<RequestContext>;
  mask(defect: unknown): GraphQLFormattedError;
  /** Ends the deadline's timer. */
  close(): void;
  /** The client wants no answer any more: what runs for it is given up. */
  leave(): void;
}

/** What requests are opened with. */
interface IntakeParts {
  readonly identify: (authorization: string | undefined) => Promise<Identity>;
  readonly log: Log;
  /** Milliseconds. */
  readonly deadline: number;
  /** Null where somebody else has counted them. */
  readonly rates: Rates | null;
  /** Proxies of one's own that a request comes through. */
  readonly proxies: number;
  /** Left out where nobody looks. */
  readonly telemetry?: Telemetry | undefined;
}

/** Opens requests: an id, a language, a deadline, a caller who does not ask too often. */
export class RequestIntake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Opens a request that has a response of its own. */
  open({ socket, headers }: IncomingMessage, response: ServerResponse): IncomingRequest {
    const incoming = this.begin(socket.remoteAddress, headers, requestIdOf(headers));
    response.on('close', () => {
      if (!response.writableFinished) incoming.leave();
    });
    return incoming;
  }

  /** Opens a request that came in one piece; whoever reads its connection says when the client leaves. */
  openWhole({ remoteAddress, headers }: AskedHead): IncomingRequest {
    return this.begin(remoteAddress, headers, requestIdOf(headers));
  }

  /** Opens one of the requests that share a connection and its headers. */
  begin(
    remoteAddress: string | undefined,
    headers: IncomingHttpHeaders,
    requestId: string = randomUUID(),
  ): IncomingRequest {
    const { deadline: patience, proxies, rates, log, telemetry } = this.#parts;
    const language = languageOf(headers['accept-language']);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(deadlineFault(patience)), patience);
    const begunAt = performance.now();
    const deadline = begunAt + patience;
    const trail = telemetry?.begin(requestId, headers, begunAt);
    const address = clientAddress(remoteAddress, headers, proxies);
    const mask = masking(requestId, language, log);
    return {
      requestId,
      address,
      language,
      trail,
      mask,
      close: () => clearTimeout(timer),
      leave: () => abort.abort(new Fault('TIMEOUT', { zh: '客户端已离开。', en: 'The client left.' })),
      identify: async () => {
        const { caller, token } = await this.#identified(headers.authorization, address);
        rates?.count(caller, address);
        const purpose = headers['x-purpose'];
        return {
          requestId,
          caller,
          token,
          language,
          purpose: typeof purpose === 'string' && purpose !== '' ? purpose.slice(0, 64) : null,
          clientName: clientNameIn(headers),
          explain: headers['x-query-plan'] === '1',
          disclosures: null,
          signal: abort.signal,
          deadline,
          trail,
          mask,
        };
      },
    };
  }

  #identified(authorization: string | undefined, address: string): Promise<Identity> {
    const { identify, rates } = this.#parts;
    if (authorization === undefined || !rates) return identify(authorization);
    rates.admit(address);
    return identify(authorization).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'UNAUTHENTICATED') rates.refused(address);
      throw error;
    });
  }
}

/** The two headers by which clients name themselves; a name is a word of programs. */
function clientNameIn(headers: IncomingHttpHeaders): string | undefined {
  const given = headers['graphql-client-name'] ?? headers['apollographql-client-name'];
  return typeof given === 'string' && /^[\w .@/-]{1,64}$/.test(given) ? given : undefined;
}

const languageOf = remembered(languageFor);

/** Logs each defect of a request once, whole, and answers what the client may know of it. */
function masking(requestId: string, language: 'zh' | 'en', log: Log): (defect: unknown) => GraphQLFormattedError {
  let seen: WeakSet<object> | undefined;
  return (defect) => {
    seen ??= new WeakSet();
    const once = typeof defect === 'object' && defect !== null ? defect : {};
    if (!seen.has(once)) log.error({ requestId, err: defect }, 'A request met a defect.');
    seen.add(once);
    const message =
      language === 'zh'
        ? `门户内部错误,请把请求号 ${requestId} 告知管理员。`
        : `The portal failed. Tell the administrator the request id ${requestId}.`;
    return { message, extensions: { code: 'INTERNAL', requestId } };
  };
}

function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

function deadlineFault(milliseconds: number): Fault {
  return new Fault(
    'TIMEOUT',
    { zh: `请求超过 ${milliseconds} 毫秒的时限。`, en: `The request passed its deadline of ${milliseconds} ms.` },
    { reason: 'DEADLINE' },
  );
}
