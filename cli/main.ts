import { runCommand } from './run-command.js';
import { readSettings } from './settings.js';

// `yimen`: one command, and its exit code. Whoever reads its answer may stop before its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await runCommand(process.argv.slice(2), readSettings(process.env), process.cwd());
