import { readFileSync } from 'node:fs';
import { checkBytes } from '../../../src/app/check.ts';
import { printSheet } from '../../../src/app/printing.ts';
import { type Color, sameColor } from '../../../src/base/color.ts';
import { writePdf } from '../../../src/pdf/write.ts';
import { layoutCase } from '../../support/cases.ts';
import { fogra39 } from '../../support/separation.ts';
import { ReadBack } from './read-back.ts';

const HEAD =
  '<!doctype html><html lang="en"><title>Print</title><style>@page { size: 100mm 100mm; margin: 10mm } body { margin: 0; font: 12px "IBM Plex Sans" } p { margin: 0 }</style>';

function print(body: string): { readonly pdf: Uint8Array; readonly file: ReadBack; readonly content: string } {
  const { laidOut, findings } = layoutCase({
    name: 'pdf/print',
    html: HEAD.replace('<style>', `<style>${printSheet().text}`) + body,
  });
  expect(findings).toEqual([]);
  const separation = fogra39();
  const pdf = writePdf(laidOut.list, { edition: 'print', separation, creator: 'c', producer: 'p', date: new Date(0) });
  const file = new ReadBack(pdf);
  return { pdf, file, content: file.pages[0]!.content };
}

const errorsIn = (pdf: Uint8Array): string[] =>
  checkBytes(pdf, 'print.pdf', 'print')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

test('a page is black ink, with boxes, marks and one profile for both intents', () => {
  const { pdf, file, content } = print('<h1>Heading</h1><p>Black text, <a href="https://example.org">a link</a>.');
  expect(errorsIn(pdf)).toEqual([]);
  expect(Buffer.from(pdf.subarray(0, 8)).toString()).toBe('%PDF-1.6');
  const profiles = file.find(/\/Type\/OutputIntent/).map(({ text }) => /DestOutputProfile (\d+) 0 R/.exec(text)![1]);
  expect(profiles).toHaveLength(2);
  expect(new Set(profiles).size).toBe(1);
  const [page] = file.pages;
  // 100 mm, with 3 mm of bleed, and 7 mm of marks around it.
  expect(page!.text).toContain('/TrimBox [0 0 283.465 283.465]');
  expect(page!.text).toContain('/BleedBox [-8.504 -8.504 291.969 291.969]');
  expect(page!.text).toContain('/MediaBox [-28.346 -28.346 311.811 311.811]');
  expect(page!.text).not.toContain('/Annots');
  expect(content).toMatch(/\/OP gs/);
  expect(content).toMatch(/^0 0 0 1 k$/m);
  expect(content).not.toMatch(/ rg$| RG$/m);
});

test('black text overprints; text in other inks, areas and pictures do not', () => {
  const { content } = print(
    '<p>black</p><p style="color: device-cmyk(1 0 0 0)">cyan</p><p style="background: black; height: 9px"></p><p>black again</p><p style="opacity: 0.5">faded</p>',
  );
  const states = [...content.matchAll(/\/(OP|KO) gs|\bTJ\b|\bTj\b| re\nf|\bf\n/g)].map(([text, gs]) => gs ?? text);
  expect(states.filter((state) => state === 'OP').length).toBeGreaterThan(0);
  let on = false;
  const painted: boolean[] = [];
  for (const state of states) {
    if (state === 'OP' || state === 'KO') on = state === 'OP';
    else if (state.startsWith('T')) painted.push(on);
    else expect(on).toBe(false);
  }
  // The names of the plates stand below the page, black among them.
  expect(painted.slice(0, 4)).toEqual([true, false, true, false]);
});

test('a named ink has a plate of its own, in tints; elsewhere its likeness is shown', () => {
  const ink = '-faktaark-spot("House red", device-cmyk(0 1 0.8 0.1)';
  const body = `<style>:root { --red: ${ink}); --pale: ${ink}, 40%) }</style><p style="background: var(--pale)">pale</p><p style="color: var(--red)">red`;
  const { pdf, file, content } = print(body);
  expect(errorsIn(pdf)).toEqual([]);
  const spaces = file.find(/^\[\/Separation/).map(({ text }) => text);
  expect(spaces.filter((text) => text.startsWith('[/Separation/House#20red/DeviceCMYK'))).toHaveLength(1);
  expect(content).toMatch(/\/CS\d cs \.?0?\.4 scn/);
  expect(content).toMatch(/\/CS\d cs 1 scn/);
  const { laidOut } = layoutCase({ name: 'pdf/print', html: HEAD + body });
  const screen = new ReadBack(
    writePdf(laidOut.list, { edition: 'screen', creator: '', producer: '', date: new Date(0) }),
  );
  expect(screen.find(/Separation/)).toEqual([]);
  expect(screen.pages[0]!.content).toContain('0.9 0 0.18 rg');
});

test.each([
  '-faktaark-spot("All", device-cmyk(0 0 0 1))',
  '-faktaark-spot("a", red)',
  '-faktaark-spot("a")',
  '-faktaark-spot("", device-cmyk(0 0 0 1))',
])('%s is no colour', (color) => {
  const { findings } = layoutCase({ name: 'pdf/print', html: `${HEAD}<p style="color: ${color}">x` });
  expect(findings.map(({ code }) => code)).toEqual(['css-invalid-value']);
});

test('inks that look alike are not one colour', () => {
  const ink = (name: string): Color => {
    const inks = [0, 1, 0.8, 0.1];
    return { space: 'cmyk', components: inks, alpha: 1, spot: { name, tint: 1, solid: inks } };
  };
  expect([sameColor(ink('One'), ink('One')), sameColor(ink('One'), ink('Two'))]).toEqual([true, false]);
});

test('gradients, opacity and blending are in inks', () => {
  const { pdf, file } = print(
    '<div style="height: 40px; background: linear-gradient(red, blue)"></div><div style="height: 40px; background: linear-gradient(transparent, green)"></div><div style="mix-blend-mode: multiply; background: gold; opacity: 0.5">x</div>',
  );
  expect(errorsIn(pdf)).toEqual([]);
  expect([...file.objects.values()].filter((text) => /\/DeviceRGB/.test(text))).toEqual([]);
  expect(file.pages[0]!.text).toMatch(/\/Group <<\/Type\/Group\/S\/Transparency\/CS\/DeviceCMYK>>/);
});

const dataOf = (name: string): string =>
  `data:image/${name.endsWith('jpg') ? 'jpeg' : 'png'};base64,${readFileSync(`tests/data/images/${name}`).toString('base64')}`;

test('photographs go through the profile once; what is in inks stays', () => {
  const image = (name: string): string => `<img alt="a" width="10" height="10" src="${dataOf(name)}">`;
  const { pdf, file } = print(image('rgb.jpg') + image('rgb.jpg') + image('cmyk-adobe.jpg') + image('progressive.jpg'));
  expect(errorsIn(pdf).filter((error) => !/ppi/.test(error))).toEqual([]);
  const pictures = file.find(/\/Subtype\/Image/).map(({ text }) => text);
  expect(pictures).toHaveLength(3);
  expect(pictures.every((text) => text.includes('/ColorSpace/DeviceCMYK'))).toBe(true);
  expect(pictures.filter((text) => text.includes('/DCTDecode'))).toHaveLength(1);
  // Red at the top left of the photograph: magenta and yellow, hardly any cyan.
  const { id } = file.find(/\/Subtype\/Image.*\/FlateDecode/)[0]!;
  const [c, m, y, k] = file.streams.get(id)!;
  expect([c! < 30, m! > 200, y! > 180, k! < 40]).toEqual([true, true, true, true]);
});
