import type { Ailment } from '../../kit/docking/dock.js';
import { type Bilingual, Fault } from '../../kit/module/fault.js';
import { unusable } from './subgraph-answer.js';

/** The Fault of a subgraph that did not answer within its time, in milliseconds. */
export function tooLate(subgraph: string, timeout: number): Fault {
  return new Fault(
    'TIMEOUT',
    { zh: `子图 ${subgraph} 未在期限内应答。`, en: `Subgraph "${subgraph}" did not answer in time.` },
    { reason: 'SUBGRAPH_TIMEOUT', details: { subgraph, timeout } },
  );
}

/** The Fault of a subgraph that answers with a redirect, which is never followed. */
export function redirected(subgraph: string, status: number): Fault {
  return unusable(subgraph, `it redirects (status ${status})`, `应答为重定向（状态 ${status}）`);
}

/**
 * The Fault of a subgraph that no connection leads to. The driver's message holds addresses; the caller gets its code
 * only, the log gets the whole as the cause.
 */
export function unreachable(subgraph: string, thrown: unknown): Fault {
  const code = codeOf(thrown);
  const { en, zh } = wordsOf(code);
  const cause = `${en} (${code})`;
  return new Fault(
    'UPSTREAM',
    { zh: `无法连接子图 ${subgraph}：${zh}（${code}）。`, en: `Subgraph "${subgraph}" cannot be reached: ${cause}.` },
    {
      reason: 'SUBGRAPH_UNREACHABLE',
      details: { subgraph, cause },
      cause: thrown instanceof Error ? thrown : undefined,
    },
  );
}

/** What a driver calls a failure: `ECONNREFUSED`. */
export function codeOf(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : 'UNKNOWN';
}

interface Words {
  readonly codes: RegExp;
  readonly en: string;
  readonly zh: string;
}

const failures: readonly Words[] = [
  { codes: /^(?:ENOTFOUND|EAI_\w+)$/, en: 'its name leads to no address', zh: '域名无法解析' },
  {
    codes: /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^HOSTNAME_MISMATCH$|^INVALID_(?:CA|PURPOSE)$/,
    en: 'its certificate is not trusted',
    zh: '其证书不受信任',
  },
  { codes: /^(?:EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/, en: 'it does not speak TLS as it should', zh: 'TLS 握手失败' },
];
const otherFailure: Omit<Words, 'codes'> = { en: 'the connection failed', zh: '连接失败' };

function wordsOf(code: string): Omit<Words, 'codes'> {
  return failures.find(({ codes }) => codes.test(code)) ?? otherFailure;
}

const json = /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Whether a header `content-type` promises JSON; one that is left out promises nothing else. */
export function isJson(type: string | undefined): boolean {
  return type === undefined || type === '' || type === 'application/json' || json.test(type);
}

/** The Fault of an answer that is something else than JSON by its own word. */
export function notJson(subgraph: string, type = '', status = 200): Fault {
  const media = /^[\w.+-]{1,60}\/[\w.+-]{1,60}/.exec(type)?.[0] ?? 'something unknown';
  return unusable(
    subgraph,
    `it answers ${media} in place of JSON (status ${status})`,
    `应答类型为 ${media}，不是 JSON（状态 ${status}）`,
  );
}

/** The Fault of an answer of more bytes than one may have, or of more than all that come in at a time may have. */
export function tooLarge(subgraph: string, most: number, isOne: boolean): Fault {
  return isOne
    ? unusable(subgraph, `its answer exceeds ${most} bytes`, `应答超过 ${most} 字节`)
    : unusable(subgraph, `its answers at one time exceed ${most} bytes`, `同时到达的应答合计超过 ${most} 字节`);
}

/** The Fault of a subgraph that is not asked, because it keeps failing; `retryAfter` in seconds. */
export function breakerOpen(subgraph: string, retryAfter: number): Fault {
  return new Fault(
    'UPSTREAM',
    {
      zh: `子图 ${subgraph} 近期屡次失败，暂不调用；请于 ${retryAfter} 秒后再试。`,
      en: `Subgraph "${subgraph}" keeps failing and is not asked for now; try again in ${retryAfter} s.`,
    },
    { reason: 'BREAKER_OPEN', details: { subgraph, retryAfter } },
  );
}

/** Seconds between two looks at a subgraph in quarantine. */
const lookAgain = 5;

/** What is wrong with a subgraph that is left alone as a whole. */
export const ailments: Readonly<Record<Ailment, Bilingual>> = {
  AWAY: { zh: '连续两次探询没有可用的应答', en: 'it gave no usable answer twice in a row' },
  DRIFTED: { zh: '自报的 SDL 与在用版本不符', en: 'it no longer serves the schema of the version in use' },
  BUDGET: { zh: '近一分钟内半数以上时间调用失败', en: 'calls of it failed for more than half of the last minute' },
};

/** The Fault of a docked subgraph that is not asked while it is in quarantine. */
export function inQuarantine(subgraph: string, why: Ailment): Fault {
  const { zh, en } = ailments[why];
  return new Fault(
    'UPSTREAM',
    {
      zh: `子图 ${subgraph} 已隔离,暂不调用：${zh}；恢复后自动解除。`,
      en: `Subgraph "${subgraph}" is in quarantine and is not asked: ${en}. It is asked again when it is well.`,
    },
    { reason: 'QUARANTINED', details: { subgraph, why, retryAfter: lookAgain } },
  );
}
