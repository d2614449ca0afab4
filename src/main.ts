import process from 'node:process';
import { type Command, type Io, UsageError, write } from './cli/command.ts';
import { english } from './messages/index.ts';

/** Each command's file is loaded when it is called: `check` need not wait for the server's packages. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./cli/serve.ts')).serve,
  check: async () => (await import('./cli/check.ts')).check,
  align: async () => (await import('./cli/align.ts')).align,
  import: async () => (await import('./cli/import.ts')).importArticle,
  export: async () => (await import('./cli/export.ts')).exportArticle,
  score: async () => (await import('./cli/score.ts')).score,
  explain: async () => (await import('./cli/explain.ts')).explain,
  user: async () => (await import('./cli/user.ts')).user,
  token: async () => (await import('./cli/token.ts')).token,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/restore.ts')).restore,
  audit: async () => (await import('./cli/audit.ts')).audit,
};

/**
 * Runs one command of the command line: `args` without node and script. Answers the exit code; wrong usage is
 * said on standard error with the command's usage line and answers 2.
 */
export async function main(
  args: readonly string[],
  io: Io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env },
): Promise<number> {
  const [name = 'help', ...rest] = args;
  if (name === 'help' || name === '--help' || name === '-h') {
    await write(io.stdout, await help());
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    await write(io.stderr, `${english({ key: 'cli.unknown-command', params: { name } })}\n${await help()}`);
    return 2;
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    await write(io.stdout, `${usageLine(command)}\n`);
    return 0;
  }
  // A reader that has seen enough (`| head`) closes the pipe: no fault of ours.
  io.stdout.on('error', () => {});
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
    if (!isUsageError(error)) throw error;
    await write(io.stderr, `${error.message}\n${usageLine(command)}\n`);
    return 2;
  }
}

/** Our own, and what node's argument parser throws for an unknown option. */
const isUsageError = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

const usageLine = (command: Command): string => `walnuts ${command.name} ${command.usage}`.trim();

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.keys(commands).map(async name => {
      const command = await commands[name]!();
      return `  ${usageLine(command)}\n      ${english({ key: `cli.summary.${name}` })}\n`;
    }),
  );
  return `${english({ key: 'cli.help' })}\n\n${lines.join('')}`;
}
