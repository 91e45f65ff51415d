import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project } from '../../src/app/project.ts';
import { makeSheet } from '../../src/app/sheet.ts';
import { LOCALES, MISSION } from '../support/sheets.ts';
import { runOn } from './tools.ts';

// The print edition of the real sheets, as tools of others see it.

const project = new Project(process.cwd(), () => undefined);
const made = new Map<string, Uint8Array>();

function printOf(locale: string): Uint8Array {
  let pdf = made.get(locale);
  if (!pdf) {
    const job = { mission: MISSION, locale, layout: 'factsheet', edition: 'print' } as const;
    pdf = makeSheet(project, job, () => undefined)!.pdf;
    made.set(locale, pdf);
  }
  return pdf;
}

const mm = (points: number): number => (points * 25.4) / 72;

test.each(LOCALES)('%s: qpdf finds nothing; the boxes are A4, 3 mm of bleed and the marks', (locale) => {
  expect(runOn(printOf(locale), 'qpdf', (file) => ['--check', file])).toContain('No syntax or stream encoding errors');
  const info = runOn(printOf(locale), 'pdfinfo', (file) => ['-box', file]);
  const box = (name: string): number[] =>
    new RegExp(`^${name}:\\s+(.*)$`, 'm')
      .exec(info)![1]!
      .trim()
      .split(/\s+/)
      .map((value) => Math.round(mm(Number(value)) * 10) / 10);
  expect(box('TrimBox')).toEqual([0, 0, 210, 297]);
  expect(box('BleedBox')).toEqual([-3, -3, 213, 300]);
  expect(box('MediaBox')).toEqual([-10, -10, 220, 307]);
  expect(info).toMatch(/PDF subtype:\s+PDF\/X-4/);
});

test('pictures are in inks, fine enough for print', () => {
  const list = runOn(printOf('da'), 'pdfimages', (file) => ['-list', file])
    .trim()
    .split('\n')
    .slice(2);
  expect(list.length).toBeGreaterThan(0);
  for (const line of list) {
    const [, , type, , , color, , , , , , , x, y] = line.trim().split(/\s+/);
    expect(['image', 'smask']).toContain(type);
    expect(['index', 'cmyk', 'gray']).toContain(color);
    expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(250);
  }
});

/** Ink of each plate of a page, darkest 255, at 40 dots to the inch. */
function platesOf(pdf: Uint8Array, page: number): Map<string, { readonly width: number; readonly data: Uint8Array }> {
  const folder = mkdtempSync(join(tmpdir(), 'faktaark-plates-'));
  try {
    const file = join(folder, 'file.pdf');
    writeFileSync(file, pdf);
    const out = join(folder, 'plate%d.tif');
    const range = [`-dFirstPage=${page}`, `-dLastPage=${page}`];
    execFileSync(
      'gs',
      [
        '-q',
        '-dNOPAUSE',
        '-dBATCH',
        '-sDEVICE=tiffsep',
        '-sCompression=none',
        '-r40',
        ...range,
        `-sOutputFile=${out}`,
        file,
      ],
      { stdio: 'pipe' },
    );
    const plates = new Map<string, { readonly width: number; readonly data: Uint8Array }>();
    for (const name of readdirSync(folder)) {
      const plate = /\((.+)\)\.tif$/.exec(name)?.[1];
      if (plate) plates.set(plate, readTiff(readFileSync(join(folder, name))));
    }
    return plates;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Eight bits of grey, not compressed. */
function readTiff(bytes: Buffer): { readonly width: number; readonly data: Uint8Array } {
  const little = bytes.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const u32 = (at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const tags = new Map<number, { readonly count: number; readonly at: number; readonly size: number }>();
  const ifd = u32(4);
  for (let i = 0; i < u16(ifd); i++) {
    const entry = ifd + 2 + 12 * i;
    const size = u16(entry + 2) === 3 ? 2 : 4;
    const count = u32(entry + 4);
    tags.set(u16(entry), { count, size, at: count * size > 4 ? u32(entry + 8) : entry + 8 });
  }
  const values = (tag: number): number[] => {
    const { count, at, size } = tags.get(tag)!;
    return Array.from({ length: count }, (_, i) => (size === 2 ? u16(at + 2 * i) : u32(at + 4 * i)));
  };
  expect(values(259)).toEqual([1]);
  const [offsets, counts] = [values(273), values(279)];
  const strips = offsets.map((offset, i) => bytes.subarray(offset, offset + counts[i]!));
  return { width: values(256)[0]!, data: Uint8Array.from(Buffer.concat(strips), (value) => 255 - value) };
}

test('the plates are the four, and the text of the back is on that of black alone', () => {
  const plates = platesOf(printOf('da'), 2);
  expect([...plates.keys()].sort()).toEqual(['Black', 'Cyan', 'Magenta', 'Yellow']);
  const { width, data } = plates.get('Black')!;
  const at = (x: number, y: number): number =>
    Math.round(((y + 10) * 40) / 25.4) * width + Math.round(((x + 10) * 40) / 25.4);
  // The running text at the top, from 25 to 45 mm, between the margins.
  let black = 0;
  for (let y = 25; y < 45; y += 0.6)
    for (let x = 15; x < 195; x += 0.6) {
      black += data[at(x, y)]! > 40 ? 1 : 0;
      for (const plate of ['Cyan', 'Magenta', 'Yellow'])
        expect([plate, x, y, plates.get(plate)!.data[at(x, y)]]).toEqual([plate, x, y, 0]);
    }
  expect(black).toBeGreaterThan(300);
});
