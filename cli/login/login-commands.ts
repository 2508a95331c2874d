import type { Command } from '../command.js';
import { portalOption } from '../portal/which-portal.js';

/** The commands that begin and end a person's login. */
export const loginCommands: readonly Command[] = [
  {
    words: ['login'],
    says: {
      zh: '在浏览器中核对代码后登录;流水线中请用环境变量 YIMEN_CLIENT_ID 等',
      en: 'log in by confirming a code in a browser; pipelines set YIMEN_CLIENT_ID and its like instead',
    },
    options: {
      ...portalOption,
      issuer: {
        value: 'ADDRESS',
        says: {
          zh: '身份服务(realm)地址;默认 YIMEN_ISSUER 或门户所告知的',
          en: 'address of the realm; YIMEN_ISSUER, or what the portal tells, unless given',
        },
      },
    },
    example: 'yimen login --portal https://yimen.example.gov.cn',
    run: async (given, at) => (await import('./log-in.js')).logIn(given, at),
  },
  {
    words: ['logout'],
    says: { zh: '退出登录并忘记它', en: 'end the login and forget it' },
    options: portalOption,
    example: 'yimen logout',
    run: async (given, at) => (await import('./log-out.js')).logOut(given, at),
  },
];
