import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderFile } from '../../src/app/render.ts';
import type { Diagnostic } from '../../src/base/diagnostics.ts';
import { extractText } from '../support/extract.ts';
import { rasterise } from '../support/pictures.ts';
import { expectPictureSnapshot } from '../support/snapshots.ts';
import { ReadBack } from '../unit/pdf/read-back.ts';
import { copyProject, faktaark, folderOf, ROOT, removeTemporaryFolders, replaceIn } from './program.ts';

afterAll(removeTemporaryFolders);

const font = (name: string): Uint8Array => readFileSync(join(ROOT, 'tests/data/fonts', name));
const noto = (name: string, file: string): Uint8Array =>
  readFileSync(join(ROOT, 'node_modules/@expo-google-fonts', name, file));

const PAGE = `<!doctype html><html lang="en"><head><title>Fonts</title><style>
@page { size: 240px 130px; margin: 10px }
@font-face { font-family: Serif; src: url(fonts/serif.otf) format("opentype") }
@font-face { font-family: Packed; src: url(fonts/packed.woff) format("woff") }
@font-face { font-family: CJK; src: url(fonts/cjk.otf) }
p { margin: 0; font: 18px/1.3 Serif, CJK }
</style></head><body>
<p>fit a0 <span style="font-variant-caps: small-caps">Abc</span> <span style="font-variant-numeric: oldstyle-nums">0123</span>
<span style="font-variant-numeric: diagonal-fractions">1/2</span></p>
<p style="font-family: Packed">Woff</p>
<p lang="ja">かな漢字、カナ。</p>
<p lang="ko">한국어 <span lang="zh">中文报告</span></p>
</body></html>`;

test('CFF fonts, by names and by CIDs, plain and in WOFF, are embedded and read back', async () => {
  const folder = folderOf({
    'page.html': PAGE,
    'fonts/serif.otf': font('serif.otf'),
    'fonts/packed.woff': font('packed.woff'),
    'fonts/cjk.otf': font('cjk.otf'),
  });
  const html = { file: join(folder, 'page.html'), text: PAGE };
  const { findings, pdf } = renderFile({ html, folder, allowed: [], css: [], lang: 'en', project: ROOT });
  expect(findings).toEqual([]);
  const text = await extractText(pdf!);
  expect(text.replace(/\s+/g, ' ')).toBe('fit a0 Abc 0123 1/2 Woff かな漢字、カナ。 한국어 中文报告');
  const objects = [...new ReadBack(pdf!).objects.values()];
  expect(objects.filter((object) => object.includes('/Subtype/CIDFontType0/'))).toHaveLength(3);
  expect(objects.filter((object) => object.includes('/Subtype/CIDFontType0C/'))).toHaveLength(3);
  expect(objects.some((object) => object.includes('CIDToGIDMap'))).toBe(false);
  expectPictureSnapshot('fonts/cff.png', await rasterise(pdf!), 2);
});

test('other scripts work when their fonts are put into fonts/', async () => {
  const families = {
    'IBM Plex Sans Hebrew': ['ibm-plex-sans-hebrew/400Regular', 'IBMPlexSansHebrew_400Regular.ttf', 'Hebr'],
    'Noto Sans Devanagari': ['noto-sans-devanagari/400Regular', 'NotoSansDevanagari_400Regular.ttf', 'Deva'],
    'IBM Plex Sans Thai': ['ibm-plex-sans-thai/400Regular', 'IBMPlexSansThai_400Regular.ttf', 'Thai'],
    Kosugi: ['kosugi', 'Kosugi_400Regular.ttf', 'Jpan'],
    'Gowun Dodum': ['gowun-dodum/400Regular', 'GowunDodum_400Regular.ttf', 'Kore'],
    'Plex Latin': ['', 'IBMPlexSans-Regular.ttf', 'Latn'],
  } as const;
  const read = (name: string, file: string): Uint8Array =>
    name ? noto(name, file) : readFileSync(join(ROOT, 'fonts', file));
  const list = Object.entries(families).map(([family, [, file, script]]) => [
    family,
    { faces: [{ file, weight: 400, style: 'normal' }], scripts: [script], licence: 'OFL.txt' },
  ]);
  const files = Object.values(families).map(([name, file]) => [`fonts/${file}`, read(name, file)]);
  const texts = ['שלום עולם', 'हिन्दी क्षत्रिय', 'ภาษาไทย', '日本語かな', '한국어'];
  const folder = folderOf({
    'fonts/fonts.json': JSON.stringify({
      families: Object.fromEntries(list),
      fallback: ['Plex Latin', ...Object.keys(families).slice(0, -1)],
    }),
    'page.html': `<html lang="en"><title>x</title><body style="font-family: Plex Latin">${texts.map((t) => `<p>${t}`).join('')}`,
    ...Object.fromEntries(files),
  });
  const html = { file: join(folder, 'page.html'), text: readFileSync(join(folder, 'page.html'), 'utf8') };
  const { findings, laidOut } = renderFile({ html, folder, allowed: [], css: [], lang: 'en', project: folder });
  expect(findings).toEqual([]);
  const words = laidOut!.list.pages[0]!.items.filter(
    (item) => item.type === 'text' && item.pieces.some(({ shaped }) => shaped.text.trim()),
  );
  const faces = words.map((item) => item.type === 'text' && item.face.postscriptName);
  expect([...new Set(faces)]).toEqual([
    'IBMPlexSansHebrew-Regular',
    'NotoSansDevanagari-Regular',
    'IBMPlexSansThai-Regular',
    'MotoyaLCedar-W3-90ms-RKSJ-H',
    'GowunDodum-Regular',
  ]);
});

test('a font outside the folders of the page is refused, with the place of its address', async () => {
  const outside = folderOf({ 'own.otf': font('serif.otf') });
  const css = `\n@font-face { font-family: Own; src: url(${join(outside, 'own.otf')}) }\np { font-family: Own, sans-serif }`;
  const folder = folderOf({ 'page.html': '<link rel="stylesheet" href="css/a.css"><p>a', 'css/a.css': css });
  const refused = await faktaark(['render', 'page.html', '--json'], { cwd: folder });
  const { findings } = JSON.parse(refused.stdout) as { findings: object[] };
  expect([refused.code, findings]).toMatchObject([
    1,
    [{ code: 'html-outside-folder', file: 'css/a.css', line: 2, column: 37 }],
  ]);
  const args = ['render', 'page.html', '--allow-dir', outside, '--dump', 'display'];
  const allowed = await faktaark(args, { cwd: folder });
  expect([allowed.code, allowed.stderr]).toEqual([0, '']);
  expect(allowed.stdout).toContain('ProbeSerif');
});

test('a character that no font has is told with its string, locale, file and line', async () => {
  const folder = copyProject();
  const text = 'data/missions/nato-mission-iraq/text.da.json';
  const line = replaceIn(folder, text, 'Danmark i spidsen', 'Danmark ☃ i spidsen');
  const { code, stdout } = await faktaark([
    'build',
    '--locale',
    'da',
    '--json',
    '--project',
    folder,
    '--out',
    join(folder, 'out'),
  ]);
  const { findings } = JSON.parse(stdout) as { findings: Diagnostic[] };
  expect(code).toBe(1);
  expect(findings.filter((d) => d.code === 'font-missing-glyph')).toMatchObject([
    {
      message: expect.stringMatching(/"☃" \(U\+2603\) in "Danmark ☃ i spidsen/),
      file: expect.stringContaining(text),
      line,
      pointer: '/messages/subtitle',
      locale: 'da',
    },
  ]);
  const page = folderOf({ 'page.html': '<html lang="en"><title>x</title>\n<p>a</p>\n<p>Snow &#x2603;</p>' });
  const rendered = await faktaark(['render', 'page.html'], { cwd: page });
  expect(rendered.stderr).toContain('page.html:3:9: error font-missing-glyph: no font has the character "☃" (U+2603)');
});

test('validate reads the fonts of the project and of its layouts', async () => {
  const folder = copyProject();
  writeFileSync(join(folder, 'templates/factsheet/variable.ttf'), font('variable.ttf'));
  rmSync(join(folder, 'fonts'));
  cpSync(join(ROOT, 'fonts'), join(folder, 'fonts'), { recursive: true });
  writeFileSync(join(folder, 'fonts/IBMPlexSans-Medium.ttf'), 'no font');
  const style = 'templates/factsheet/style.css';
  const face = '@font-face {\n  font-family: Own;\n  src: url(variable.ttf);\n}\n';
  writeFileSync(join(folder, style), face + readFileSync(join(folder, style), 'utf8'));
  const { code, stdout } = await faktaark(['validate', '--json'], { cwd: folder });
  const { findings } = JSON.parse(stdout) as { findings: Diagnostic[] };
  expect(code).toBe(1);
  expect(findings).toMatchObject([
    { code: 'font-broken', file: 'fonts/fonts.json', line: 17, pointer: '/families/IBM Plex Sans/faces/2/file' },
    { code: 'font-unsupported', file: style, line: 3, column: 8 },
  ]);
});
