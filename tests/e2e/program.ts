import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const PROGRAM = join(ROOT, 'bin/faktaark.cjs');

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly bytes: Buffer;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built program in a process of its own. */
export function faktaark(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return spawnNode([PROGRAM, ...args], options);
}

function spawnNode(args: readonly string[], { cwd = ROOT, input, env }: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const { SOURCE_DATE_EPOCH: _, ...inherited } = process.env;
    const child = spawn(process.execPath, args, { cwd, env: { ...inherited, ...env } });
    const [out, err]: Buffer[][] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out!.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err!.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const bytes = Buffer.concat(out!);
      resolve({
        code: code ?? -1,
        bytes,
        stdout: bytes.toString('utf8'),
        stderr: Buffer.concat(err!).toString('utf8'),
      });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** Calls the program again and again in one process, which spares most of the time; for what leaves no state behind. */
export async function faktaarkEach(
  runs: readonly { readonly args: readonly string[]; readonly cwd?: string }[],
): Promise<Omit<Run, 'bytes'>[]> {
  const script = `
    const { main } = require(${JSON.stringify(join(ROOT, 'dist/faktaark.cjs'))});
    const write = process.stdout.write.bind(process.stdout);
    const results = [];
    (async () => {
      for (const { args, cwd } of ${JSON.stringify(runs)}) {
        const result = { code: -1, stdout: '', stderr: '' };
        for (const name of ['stdout', 'stderr'])
          process[name].write = (text) => ((result[name] += text), true);
        process.chdir(cwd ?? ${JSON.stringify(ROOT)});
        await main(args);
        result.code = process.exitCode;
        results.push(result);
      }
      process.exitCode = 0;
      write(JSON.stringify(results));
    })();`;
  const { stdout, stderr } = await spawnNode(['-e', script]);
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout) as Run[];
}

const made: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'faktaark-e2e-'));
  made.push(folder);
  return folder;
}

/** For afterAll of each file of tests. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A copy of the repository's own project with one of its missions, to be broken. */
export function copyProject(): string {
  const folder = temporaryFolder();
  const missions = join(ROOT, 'data/missions');
  const filter = (path: string): boolean => dirname(path) !== missions || basename(path) === 'nato-mission-iraq';
  for (const name of ['data', 'templates', 'faktaark.config.json'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter });
  symlinkSync(join(ROOT, 'fonts'), join(folder, 'fonts'));
  return folder;
}

/** Replaces a piece of text that must be there, once; gives the line it begins in. */
export function replaceIn(folder: string, file: string, from: string, to: string): number {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.slice(0, at) + to + text.slice(at + from.length));
  return text.slice(0, at).split('\n').length;
}

/** Files by name below a new folder. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}
