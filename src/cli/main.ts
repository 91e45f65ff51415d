import { version } from '../app/package.ts';
import { serveDeep } from '../app/stack.ts';
import { serveJobs } from '../app/workers.ts';
import { buildCommand } from './build.ts';
import { checkCommand } from './check.ts';
import { formatCommand } from './format.ts';
import { render, renderCommand } from './render.ts';
import { EXIT, USAGE, UsageError } from './usage.ts';
import { validateCommand } from './validate.ts';

serveJobs();
serveDeep(render);

type Command = (args: readonly string[]) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  build: buildCommand,
  check: checkCommand,
  fmt: formatCommand,
  render: renderCommand,
  // What reads the files of translators is heavy, and no other command needs it.
  translate: async (args) => (await import('./translate.ts')).translateCommand(args),
  validate: validateCommand,
};

/** The command line. Sets the exit code instead of exiting, so that output is written out first. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader such as `head` that has seen enough closes the pipe; that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await run(argv);
}

async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(USAGE);
    return name === undefined ? EXIT.usage : EXIT.good;
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${version()}\n`);
    return EXIT.good;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (!command) throw new UsageError(`there is no command "${name}"`);
    if (args.includes('--help') || args.includes('-h')) {
      process.stdout.write(USAGE);
      return EXIT.good;
    }
    return await command(args);
  } catch (error) {
    if (error instanceof UsageError || isParseError(error)) {
      process.stderr.write(`faktaark: ${(error as Error).message}\nfaktaark --help shows the usage.\n`);
      return EXIT.usage;
    }
    const { code, path } = error as NodeJS.ErrnoException;
    if (code && /^E[A-Z]+$/.test(code))
      process.stderr.write(`faktaark: ${code}${path ? ` ${path}` : ''}: ${(error as Error).message}\n`);
    else
      process.stderr.write(
        `faktaark: internal failure, please report it: ${(error as Error).stack ?? String(error)}\n`,
      );
    return EXIT.failure;
  }
}

/** What node:util parseArgs throws for unknown options and missing values. */
const isParseError = (error: unknown): boolean =>
  String((error as { code?: unknown }).code ?? '').startsWith('ERR_PARSE_ARGS');
