import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a tool of others prints for a file with these bytes; throws where it is not installed. */
export function runOn(bytes: Uint8Array, tool: string, args: (file: string) => string[], input?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'faktaark-tool-'));
  try {
    const file = join(folder, 'file');
    writeFileSync(file, bytes);
    return execFileSync(tool, args(file), { encoding: 'utf8', input, stdio: 'pipe', maxBuffer: 64 << 20 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const pdftotext = (pdf: Uint8Array, ...options: string[]): string =>
  runOn(pdf, 'pdftotext', (file) => ['-enc', 'UTF-8', ...options, file, '-']);

/** The text of the structure tree, one line for each piece of it. */
export function structureText(pdf: Uint8Array): string {
  const printed = runOn(pdf, 'pdfinfo', (file) => ['-enc', 'UTF-8', '-struct-text', file]);
  const lines = printed.split('\n').filter((line) => /^\s+"/.test(line));
  return lines.map((line) => line.trim().slice(1, -1)).join('\n');
}
