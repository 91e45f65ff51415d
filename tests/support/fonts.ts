import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FontSet, loadFonts } from '../../src/app/fonts.ts';
import { formatDiagnostic } from '../../src/base/diagnostics.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES = join(ROOT, 'node_modules/@expo-google-fonts');

/** Families beyond those that are shipped, by package: their name, scripts and weights. */
const FAMILIES = [
  { from: 'ibm-plex-sans-hebrew', name: 'IBM Plex Sans Hebrew', scripts: ['Hebr'], weights: [400, 700] },
  { from: 'noto-sans-devanagari', name: 'Noto Sans Devanagari', scripts: ['Deva'], weights: [400, 700] },
  { from: 'ibm-plex-sans-thai', name: 'IBM Plex Sans Thai', scripts: ['Thai'], weights: [400, 700] },
  { from: 'kosugi', name: 'Kosugi', scripts: ['Hira', 'Kana', 'Hani'], weights: [400] },
  { from: 'gowun-dodum', name: 'Gowun Dodum', scripts: ['Hang'], weights: [400] },
  { from: 'zcool-xiaowei', name: 'ZCOOL XiaoWei', scripts: ['Hani'], weights: [400] },
  { from: 'noto-sans-lao', name: 'Noto Sans Lao', scripts: ['Laoo'], weights: [400, 700] },
  { from: 'noto-sans-khmer', name: 'Noto Sans Khmer', scripts: ['Khmr'], weights: [400, 700] },
];

let fonts: FontSet | undefined;

/** The shipped fonts and those of the scripts we test with, as a project would list them. */
export function allFonts(): FontSet {
  fonts ??= readAll();
  return fonts;
}

function readAll(): FontSet {
  const folder = mkdtempSync(join(tmpdir(), 'faktaark-fonts-'));
  try {
    cpSync(join(ROOT, 'fonts'), folder, { recursive: true });
    const path = join(folder, 'fonts.json');
    const list = JSON.parse(readFileSync(path, 'utf8'));
    for (const { from, name, scripts, weights } of FAMILIES) {
      const faces = weights.map((weight) => {
        const file = fileOf(from, weight);
        const linked = `${from}-${weight}.ttf`;
        symlinkSync(file, join(folder, linked));
        return { file: linked, weight, style: 'normal' };
      });
      list.families[name] = { faces, scripts, licence: 'OFL-IBM-Plex-Sans.txt' };
      list.fallback.push(name);
    }
    writeFileSync(path, JSON.stringify(list));
    const set = loadFonts(folder, (diagnostic) => {
      throw new Error(formatDiagnostic(diagnostic));
    });
    return set!;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packages keep a weight's file in a folder named by it, or all files together. */
function fileOf(from: string, weight: number): string {
  const ending = new RegExp(`_${weight}[A-Za-z]+\\.ttf$`);
  const file = readdirSync(join(PACKAGES, from), { recursive: true, encoding: 'utf8' }).find((f) => ending.test(f));
  if (!file) throw new Error(`${from} has no file of weight ${weight}.`);
  return join(PACKAGES, from, file);
}
