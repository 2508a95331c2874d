import { aside } from '../../kit/aside/aside.js';
import type { DockedSubgraph, Obstacle } from '../../kit/docking/dock.js';
import { Fault } from '../../kit/module/fault.js';
import { codeOf } from '../sources/call-faults.js';
import { AddressRefused } from './addresses.js';
import { askingService, type AskService, longestSchema, type OwnAccount, SaysTooMuch } from './ask-service.js';
import { isSameSchema } from './same-schema.js';

/** Whether the schema that a service tells will do for the one that is published. */
export type Agrees = (published: string, told: string) => Promise<boolean>;

/**
 * Asks the service at a subgraph's address for its schema, as the federation specification has it, and compares. Follows no
 * redirect and goes to no address that is not allowed. Null where the schema will do: where it is the same, unless `agrees` says.
 */
export async function visitService(
  subgraph: DockedSubgraph,
  account: OwnAccount,
  agrees: Agrees = isSame,
): Promise<Obstacle | null> {
  const { url, sdl } = subgraph;
  try {
    const told = await askingService(url, account, (ask) => sdlAt(url, ask));
    if ('obstacle' in told) return told.obstacle;
    return (await agrees(sdl, told.sdl)) ? null : differs(url);
  } catch (error) {
    return awayBy(url, error);
  }
}

async function isSame(published: string, told: string): Promise<boolean> {
  return published === told || aside(new URL('./same-schema.ts', import.meta.url), isSameSchema, published, told);
}

async function sdlAt(url: string, ask: AskService): Promise<{ sdl: string } | { obstacle: Obstacle }> {
  const { status, said } = await ask({ query: '{ _service { sdl } }', most: longestSchema });
  if (status >= 300 && status < 400) return { obstacle: redirects(url, status) };
  const sdl = (said?.data?.['_service'] as { readonly sdl?: unknown } | null | undefined)?.sdl;
  return typeof sdl === 'string' ? { sdl } : { obstacle: tellsNothing(url, status) };
}

function awayBy(url: string, error: unknown): Obstacle {
  if (error instanceof SaysTooMuch) return tellsTooMuch(url, error.most);
  if (error instanceof Fault) return { rule: String(error.extensions['reason']), sentence: error.sentence };
  const cause = error instanceof AddressRefused ? error : (error as Error).cause;
  if (cause instanceof AddressRefused) {
    return {
      rule: 'ADDRESS_REFUSED',
      sentence: {
        zh: `地址「${url}」指向本机、链路或专用网络,生产环境不予接入。`,
        en: `"${url}" leads to this machine, to a link or into a private network, where no department's system may stand.`,
      },
    };
  }
  return {
    rule: 'SERVICE_AWAY',
    sentence: {
      zh: `服务「${url}」没有应答(${codeOf(error)}):请先启动服务再发布。`,
      en: `The service at "${url}" does not answer (${codeOf(error)}); start it, then publish.`,
    },
  };
}

function redirects(url: string, status: number): Obstacle {
  return {
    rule: 'SERVICE_REDIRECTS',
    sentence: {
      zh: `服务「${url}」应答为重定向(状态 ${status}),门户从不跟随:请登记最终地址。`,
      en: `The service at "${url}" redirects (status ${status}), which is never followed; name the address it leads to.`,
    },
  };
}

function tellsNothing(url: string, status: number): Obstacle {
  return {
    rule: 'SERVICE_TELLS_NOTHING',
    sentence: {
      zh: `服务「${url}」对 { _service { sdl } } 没有可用的答复(状态 ${status})。`,
      en: `The service at "${url}" has no usable answer to { _service { sdl } } (status ${status}).`,
    },
  };
}

function tellsTooMuch(url: string, most: number): Obstacle {
  return {
    rule: 'SERVICE_TELLS_TOO_MUCH',
    sentence: {
      zh: `服务「${url}」对 { _service { sdl } } 的答复超过 ${most} 字符,未再读取:请缩小 SDL。`,
      en: `The service at "${url}" answers { _service { sdl } } by more than ${most} characters, which are not read; make its schema smaller.`,
    },
  };
}

function differs(url: string): Obstacle {
  return {
    rule: 'SDL_DIFFERS',
    sentence: {
      zh: `服务「${url}」自报的 SDL 与所发布的不同。`,
      en: `The service at "${url}" says another SDL of itself than the one that is published.`,
    },
  };
}
