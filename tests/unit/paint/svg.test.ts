import { layoutDocument } from '../../../src/app/document.ts';
import { Findings } from '../../../src/base/diagnostics.ts';
import { writePdf } from '../../../src/pdf/write.ts';
import { caseFonts } from '../../support/cases.ts';
import { setTexts } from '../../support/design.ts';
import { extractText } from '../../support/extract.ts';
import { type Picture, rasterise } from '../../support/pictures.ts';
import { ReadBack } from '../pdf/read-back.ts';

/** One svg of 100 by 100 px on a page of its size; what it looks like, and what was found. */
async function draw(content: string, root = '', files: Readonly<Record<string, string>> = {}) {
  const findings = new Findings();
  const html = `<style>@page{size:100px 100px;margin:0}body{margin:0;font-family:"IBM Plex Sans"}svg{display:block}</style><svg width="100" height="100" ${root}>${content}</svg>`;
  const bytesOf = (name: string) => (files[name] === undefined ? undefined : Buffer.from(files[name]));
  const loader = {
    text: () => undefined,
    bytes: (file: string) => {
      const bytes = bytesOf(file);
      return bytes && { file, bytes };
    },
  };
  const input = { html: { file: 'a.html', text: html }, sheets: [], lang: 'en', loader, fonts: caseFonts() };
  const { list } = layoutDocument(input, findings.report);
  const bytes = writePdf(list, { edition: 'screen', creator: 'c', producer: 'p', date: new Date(0) });
  return { picture: await rasterise(bytes), codes: [...new Set(findings.list.map(({ code }) => code))], bytes, list };
}

/** Colours as one letter: white, black, grey, red, green, blue, yellow. */
function colorAt({ data, width }: Picture, x: number, y: number): string {
  const at = (y * width + x) * 4;
  const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
  const high = (value: number): boolean => value > 200;
  const low = (value: number): boolean => value < 60;
  if (high(r) && high(g)) return high(b) ? 'w' : 'y';
  if (low(r) && low(g) && low(b)) return 'k';
  if (high(r) && low(g)) return 'r';
  if (low(r) && low(b)) return 'g';
  return low(r) && low(g) ? 'b' : 'x';
}

async function expectColors(content: string, expected: Readonly<Record<string, string>>, root = '') {
  const { picture } = await draw(content, root);
  const got = Object.fromEntries(
    Object.keys(expected).map((place) => {
      const [x, y] = place.split(',').map(Number);
      return [place, colorAt(picture, x!, y!)];
    }),
  );
  expect(got).toEqual(expected);
}

test('a pattern repeats its tile, wherever it lies and however it is turned', async () => {
  const pattern = (rest: string) =>
    `<pattern id="p" patternUnits="userSpaceOnUse" x="10" y="10" width="20" height="20" ${rest}><rect x="10" y="10" width="10" height="10" fill="red"/></pattern><rect width="100" height="100" fill="url(#p)"/>`;
  await expectColors(pattern(''), { '25,25': 'r', '15,15': 'w', '5,5': 'r', '45,65': 'r', '55,65': 'w' });
  await expectColors(pattern('patternTransform="translate(10 0)"'), { '35,25': 'r', '25,25': 'w' });
  const boxed =
    '<pattern id="p" x=".1" y=".1" width=".5" height=".5" patternContentUnits="objectBoundingBox"><rect x=".1" y=".1" width=".2" height=".2" fill="blue"/></pattern><rect width="100" height="100" fill="url(#p)"/>';
  await expectColors(boxed, { '30,30': 'b', '15,15': 'w', '80,80': 'b', '50,30': 'w' });
  const fine =
    '<pattern id="p" width=".5" height=".5" viewBox="0 0 2 2"><rect width="1" height="1" fill="blue"/></pattern><rect width="100" height="100" fill="url(#p)"/>';
  await expectColors(fine, { '10,10': 'b', '40,10': 'w', '60,60': 'b', '90,90': 'w' });
});

test('clips by outlines, by shapes that overlap, by letters, and clipped themselves', async () => {
  const clipped = (clip: string) =>
    `<clipPath id="c">${clip}</clipPath><rect width="100" height="100" fill="red" clip-path="url(#c)"/>`;
  await expectColors(clipped('<rect width="50" height="50"/>'), { '20,20': 'r', '70,20': 'w' });
  const two = '<rect width="50" height="50"/><path d="M20 20v60h60v-60z"/>';
  await expectColors(clipped(two), { '10,10': 'r', '40,40': 'r', '70,70': 'r', '90,10': 'w' });
  await expectColors(clipped('<rect width="50" height="50"/><rect x="60" width="9" height="9"/>'), {
    '64,5': 'r',
    '55,5': 'w',
  });
  await expectColors(clipped('<text y="90" font-size="120" font-weight="bold">I</text>'), {
    '21,50': 'r',
    '80,50': 'w',
  });
  await expectColors(clipped(''), { '20,20': 'w' });
  const inner = '<clipPath id="d"><circle cx="50" cy="50" r="20"/></clipPath>';
  await expectColors(inner + clipped('<rect width="50" height="100" clip-path="url(#d)"/>'), {
    '40,50': 'r',
    '60,50': 'w',
    '10,50': 'w',
  });
});

test('masks let light or alpha through, groups fade as one', async () => {
  const masked = (rest: string, content: string) =>
    `<mask id="m" ${rest}>${content}</mask><rect width="100" height="100" fill="red" mask="url(#m)"/>`;
  const white = '<rect width="50" height="100" fill="white"/><rect x="50" width="50" height="100" fill="black"/>';
  await expectColors(masked('', white), { '20,20': 'r', '70,20': 'w' });
  await expectColors(masked('mask-type="alpha"', white), { '20,20': 'r', '70,20': 'r' });
  await expectColors(masked('x="0" y="0" width="1" height=".3"', white), { '20,20': 'r', '20,40': 'w' });
  const { picture } = await draw(
    '<g opacity=".5"><rect width="60" height="60"/><rect x="40" width="60" height="60"/></g>',
  );
  const grey = (x: number): number => picture.data[(20 * picture.width + x) * 4]!;
  expect(Math.abs(grey(50) - grey(20))).toBeLessThan(3);
  expect(grey(50)).toBeGreaterThan(120);
});

test('small units keep their shape, and numbers without measure break nothing', async () => {
  await expectColors('<circle cx=".5" cy=".5" r=".4" fill="red"/><rect x=".9" y=".9" width=".05" height=".05"/>', { '50,50': 'r', '12,50': 'r', '8,50': 'w', '92,92': 'k', '88,92': 'w' }, 'viewBox="0 0 1 1"'); // biome-ignore format: a case
  await expectColors(
    '<rect width="5e6" height="1e7" fill="red"/>',
    { '20,50': 'r', '70,50': 'w' },
    'viewBox="0 0 1e7 1e7"',
  );
  for (const wild of ['1e30', '-1e308', '1e-300', '99999999999999999999', 'NaN', 'Infinity', '1e999']) {
    const shapes = `<rect x="${wild}" width="${wild}" height="${wild}" stroke="red" stroke-width="${wild}" stroke-dasharray="${wild} 1"/><path d="M0 0A${wild} ${wild} 9 0 1 ${wild} 5Q${wild} 1 2 ${wild}z"/><g transform="scale(${wild})"><circle r="5" fill="url(#g)"/></g><text font-size="${wild}" x="${wild}" textLength="${wild}">a</text><linearGradient id="g" x2="${wild}" spreadMethod="repeat"><stop/><stop offset="${wild}"/></linearGradient>`;
    const { bytes } = await draw(shapes);
    const pdf = new ReadBack(bytes);
    const written = [
      ...pdf.objects.values(),
      ...pdf.pages.map(({ content }) => content.replace(/\((?:[^\\()]|\\[\s\S])*\)/g, '')),
    ];
    expect(written.join('\n')).not.toMatch(/\d[eE][-+]?\d{2,}|NaN|Infinity/);
    await draw(shapes, `viewBox="${wild} 0 ${wild} 1"`);
  }
});

test('what names itself over and over comes to an end, with a finding', async () => {
  const laughs = Array.from({ length: 12 }, (_, i) => `<g id="l${i + 1}">${`<use href="#l${i}"/>`.repeat(10)}</g>`);
  const bomb = await draw(`<rect id="l0" width="9" height="9"/><defs>${laughs.join('')}</defs><use href="#l12"/>`);
  expect(bomb.codes).toContain('svg-limit');
  const nested = Array.from({ length: 9 }, (_, i) => `<pattern id="p${i + 1}" width="1" height="1">${`<rect width="5" height="5" fill="url(#p${i})"/>`.repeat(10)}</pattern>`); // biome-ignore format: one
  const patterns = await draw(
    `<pattern id="p0"><rect/></pattern>${nested.join('')}<rect width="9" height="9" fill="url(#p9)"/>`,
  );
  expect(patterns.codes).toEqual(['svg-limit']);
  const chain = Array.from({ length: 1500 }, (_, i) => `<g id="c${i + 1}"><use href="#c${i}"/></g>`);
  expect((await draw(`<rect id="c0"/><defs>${chain.join('')}</defs><use href="#c1500"/>`)).codes).toContain(
    'svg-limit',
  );
  const deep = await draw(`${'<g><svg>'.repeat(3000)}<rect width="9" height="9"/>`);
  expect(deep.codes).toContain('html-too-deep');
  const gradients = Array.from({ length: 500 }, (_, i) => `<linearGradient id="g${i}" href="#g${(i + 1) % 500}"/>`);
  expect((await draw(`${gradients.join('')}<rect width="9" height="9" fill="url(#g0)"/>`)).codes).toEqual([]);
});

test('pictures lie in pictures, but not in themselves and not without end', async () => {
  const image = (name: string) => `<image href="${name}" width="10" height="10"/>`;
  const file = (content: string) => `<svg viewBox="0 0 10 10">${content}</svg>`;
  const style = '<style>rect { fill: red }</style>';
  const one = await draw(`${image('a')}<rect x="50" width="20" height="20"/>`, '', {
    a: file(`${style}<rect width="10" height="10"/>`),
  });
  expect([colorAt(one.picture, 5, 5), colorAt(one.picture, 60, 10), one.codes]).toEqual(['r', 'k', []]);
  expect((await draw(image('a'), '', { a: file(image('b')), b: file(image('a')) })).codes).toEqual(['svg-limit']);
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`f${i}`, file(image(`f${i + 1}`).repeat(10))]));
  expect((await draw(image('f0'), '', { ...many, f7: file('<rect/>') })).codes).toEqual(['svg-limit']);
});

test('copies take their style from where they are used, and their rules from where they were written', async () => {
  const style = '<style>.out rect { fill: red } .in rect { fill: blue }</style>';
  const defs = `${style}<defs><g class="out"><rect id="a" width="20" height="20"/></g><rect id="b" width="20" height="20"/></defs>`;
  const uses = '<g class="in" fill="green"><use href="#a"/><use href="#b" x="50"/></g>';
  await expectColors(defs + uses, { '10,10': 'r', '60,10': 'g' });
});

test('text stands at its places, on its path, and as long as it is to be', async () => {
  const ink = async (content: string) => {
    const { picture } = await draw(content);
    const columns = [...Array(100).keys()].filter((x) =>
      [...Array(100).keys()].some((y) => colorAt(picture, x, y) !== 'w'),
    );
    return [columns[0]!, columns.at(-1)!];
  };
  const [left, right] = await ink('<text x="10" y="50" textLength="80">HH</text>');
  expect(left).toBeGreaterThanOrEqual(10);
  expect(right).toBeGreaterThan(85);
  expect(right).toBeLessThanOrEqual(90);
  const [from, to] = await ink('<text x="50" y="50" text-anchor="middle" font-size="20">HIH</text>');
  expect(Math.abs(from! + to! - 100)).toBeLessThan(5);
  const path = '<path id="w" d="M70 5V95" fill="none"/>';
  const [near, far] = await ink(`${path}<text font-size="20"><textPath href="#w">HHH</textPath></text>`);
  expect(near).toBeGreaterThanOrEqual(69);
  expect(far).toBeLessThan(90);
});

describe.each([
  ['Besmaya', 'ltr'],
  ['قاعدة بسماية', 'rtl'],
])('the stroke of %s under its fill', (words, direction) => {
  const text = (stroke: string) =>
    draw(
      `<text x="50" y="60" text-anchor="middle" font-size="18" font-weight="700" stroke-width="4" ${stroke}>${words}</text>`,
      `direction="${direction}"`,
    );
  const count = ({ data }: Picture, test: (r: number, g: number) => boolean): number => {
    let found = 0;
    for (let i = 0; i < data.length; i += 4) if (test(data[i]!, data[i + 1]!)) found++;
    return found;
  };

  test('is seen around the letters, and the text comes back once', async () => {
    const [over, under, plain] = [
      await text('stroke="red"'),
      await text('stroke="red" paint-order="stroke"'),
      await text(''),
    ];
    for (const { bytes, codes, list } of [over, under]) {
      expect(codes).toEqual([]);
      // PDFium keeps what is written twice in one place to itself; others do not.
      const written = setTexts(list).flatMap(({ item }) => item.pieces.map(({ shaped }) => shaped.text));
      expect(written.join('').trim()).toBe(words);
      const back = (await extractText(bytes)).trim();
      expect(back.split(/\s+/).sort()).toEqual(words.split(' ').sort());
    }
    const black = ({ picture }: typeof over) => count(picture, (r) => r < 90);
    const red = ({ picture }: typeof over) => count(picture, (r, g) => r > 200 && g < 90);
    // Over the fill the stroke hides the letters; under it they are as dark as without one.
    expect(red(under)).toBeGreaterThan(100);
    expect(red(under)).toBeLessThan(red(over));
    expect(black(under)).toBeGreaterThan(0.8 * black(plain));
    expect(black(over)).toBeLessThan(0.5 * black(plain));
  });
});

describe('a picture file', () => {
  const svg = (content: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">${content}</svg>`;
  const shown = (files: Readonly<Record<string, string>>) =>
    draw('<image href="a.svg" width="100" height="100"/>', '', files);

  test('gives its findings on every page that it stands on', async () => {
    const files = { 'a.svg': svg('<rect width="100" height="100" fill="red"/><script/>') };
    for (const { picture, codes } of [await shown(files), await shown(files)]) {
      expect(codes).toEqual(['svg-unsupported']);
      expect(colorAt(picture, 50, 50)).toBe('r');
    }
  });

  test('is read anew where it or a file that it names has changed', async () => {
    const outer = svg('<image href="b.svg" width="100" height="100"/>');
    for (const [fill, seen] of [
      ['red', 'r'],
      ['blue', 'b'],
    ] as const) {
      // biome-ignore format: pairs
      const inner = svg(`<rect width="100" height="100" fill="${fill}"/>`);
      expect(colorAt((await shown({ 'a.svg': inner })).picture, 50, 50)).toBe(seen);
      expect(colorAt((await shown({ 'a.svg': outer, 'b.svg': inner })).picture, 50, 50)).toBe(seen);
    }
  });
});
