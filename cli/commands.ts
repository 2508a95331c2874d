import type { Command } from './command.js';
import { exitCodes } from './exit-codes.js';
import { localCommands } from './local/local-commands.js';
import { loginCommands } from './login/login-commands.js';
import { subgraphCommands } from './subgraph/subgraph-commands.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  ...loginCommands,
  ...subgraphCommands,
  ...localCommands,
  {
    words: ['completion'],
    takes: 'SHELL',
    says: {
      zh: '输出 bash、zsh 或 fish 的补全脚本',
      en: 'write the completion of bash, zsh or fish',
    },
    options: {},
    example: 'source <(yimen completion bash)',
    run: async (given, { terminal }) => {
      const { writeCompletion } = await import('./write-completion.js');
      const script = writeCompletion(commands, given.subject ?? '');
      terminal.answer(script, script);
      return exitCodes.done;
    },
  },
];
