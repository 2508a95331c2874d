import { Fault } from '../../kit/module/fault.js';

/**
 * An address to which a token or a secret may go: https, or http to this machine. Fault INVALID, reasons ADDRESS_WRONG and
 * NOT_ENCRYPTED; `what` names the option or setting.
 */
export function safeAddress(what: string, text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !['http:', 'https:'].includes(address.protocol)) {
    throw new Fault(
      'INVALID',
      {
        zh: `${what} 为「${text}」,须是 http 或 https 地址。`,
        en: `${what} is "${text}"; it must be an http or https address.`,
      },
      { reason: 'ADDRESS_WRONG' },
    );
  }
  if (address.protocol === 'https:' || isThisMachine(address.hostname)) return address;
  throw new Fault(
    'INVALID',
    {
      zh: `${what} 为「${text}」:登录令牌只经 https 发往其他机器。`,
      en: `${what} is "${text}": logins go to other machines over https only.`,
    },
    { reason: 'NOT_ENCRYPTED' },
  );
}

function isThisMachine(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|([a-z0-9-]+\.)?localhost)$/.test(host);
}
