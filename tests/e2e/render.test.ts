import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderFile } from '../../src/app/render.ts';
import { faktaark, folderOf, ROOT, removeTemporaryFolders, temporaryFolder } from './program.ts';

afterAll(removeTemporaryFolders);

const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
const page = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><title>Page</title>${head}</head><body>${body}</body></html>`;

test('styles come from link, style and attributes; pictures from beside the page', async () => {
  const folder = folderOf({
    'page.html': page(
      '<link rel="stylesheet" href="css/page.css"><style>p { font-size: 12px }</style>',
      '<p class="a" style="color: #0000ff">Text</p><img src="pictures/a%20dot.png" alt="A dot" width="30" height="20">',
    ),
    'css/page.css': 'p { font-size: 30px; color: red } .a { letter-spacing: 1px }',
    'pictures/a dot.png': DOT,
  });
  const { code, stdout, stderr } = await faktaark(['render', 'page.html', '--dump', 'display'], { cwd: folder });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/text .* 12 0000ff "Text"/);
  expect(stdout).toMatch(/image .* 30x20 png 1x1/);
  expect(existsSync(join(folder, 'page.pdf'))).toBe(false);
});

test('the PDF lies beside the page, or where -o says, or on stdout', async () => {
  const folder = folderOf({ 'page.html': page('', '<p>Text</p>') });
  const beside = await faktaark(['render', 'page.html'], { cwd: folder });
  expect([beside.code, beside.stdout]).toEqual([0, expect.stringMatching(/^page\.pdf {2}1 page {2}\d+ bytes\n$/)]);
  const bytes = readFileSync(join(folder, 'page.pdf'));
  const named = await faktaark(['render', 'page.html', '-o', 'deep/other.pdf', '--json'], { cwd: folder });
  expect(JSON.parse(named.stdout)).toEqual({ file: 'deep/other.pdf', pages: 1, bytes: bytes.length, findings: [] });
  expect(readFileSync(join(folder, 'deep/other.pdf')).equals(bytes)).toBe(true);
  const piped = await faktaark(['render', 'page.html', '-o', '-'], { cwd: folder });
  expect(piped.bytes.equals(bytes)).toBe(true);
  const input = await faktaark(['render', '-'], { cwd: folder, input: page('', '<p>Text</p>') });
  expect(input.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(input.bytes.equals(bytes)).toBe(true);
});

test('nothing outside the folder of the page is read, unless --allow-dir names it', async () => {
  const outside = folderOf({ 'dot.png': DOT, 'secret.css': 'p { color: red }' });
  const folder = folderOf({
    'page.html': page(
      `<link rel="stylesheet" href="${join(outside, 'secret.css')}">`,
      `<p>x</p><img src="linked/dot.png" alt="dot"><img src="../${outside.split('/').at(-1)}/dot.png" alt="dot">`,
    ),
  });
  symlinkSync(outside, join(folder, 'linked'));
  const refused = await faktaark(['render', 'page.html', '--json'], { cwd: folder });
  expect(refused.code).toBe(1);
  const { findings } = JSON.parse(refused.stdout) as { findings: object[] };
  expect(findings).toHaveLength(3);
  for (const finding of findings)
    expect(finding).toMatchObject({ code: 'html-outside-folder', file: 'page.html', line: 1 });
  const allowed = await faktaark(['render', 'page.html', '--allow-dir', outside, '--dump', 'display'], { cwd: folder });
  expect([allowed.code, allowed.stderr]).toEqual([0, '']);
  expect(allowed.stdout.match(/^ *image /gm)).toHaveLength(2);
});

test('the network is refused, and what is missing is named with its line', async () => {
  const folder = folderOf({
    'page.html': page(
      '\n<link rel="stylesheet" href="https://example.org/a.css">',
      '\n<img src="http://example.org/a.png" alt="">\n<img src="//example.org/b.png" alt="">\n<img src="nowhere.png" alt="">',
    ),
  });
  const { code, stdout } = await faktaark(['render', 'page.html', '--json'], { cwd: folder });
  const { findings } = JSON.parse(stdout) as { findings: { code: string; line: number }[] };
  expect(code).toBe(1);
  expect(findings.map((d) => [d.code, d.line])).toEqual([
    ['html-no-network', 2], ['html-no-network', 3], ['html-no-network', 4], ['html-missing-resource', 5],
  ]); // biome-ignore format: a list
});

test('scripts and frames are dropped with a warning', async () => {
  const input = page(
    '<script>alert(1)</script>',
    '<p>a</p><script>document.write("b")</script><iframe src="x.html"></iframe>',
  );
  const { code, stdout, stderr } = await faktaark(['render', '-', '--dump', 'dom'], { input, cwd: temporaryFolder() });
  expect(code).toBe(0);
  expect(stdout).not.toContain('document.write');
  expect(stderr).toContain('<iframe> is not supported');
});

test('--css comes before the styles of the page, --lang is for pages that name none', async () => {
  const folder = folderOf({ 'own.css': 'p { color: #00ff00; font-size: 20px }' });
  const input = '<style>p { font-size: 10px }</style><p>Text';
  const run = (...args: string[]) => faktaark(['render', '-', ...args], { input, cwd: folder });
  expect((await run('--css', 'own.css', '--dump', 'display')).stdout).toMatch(/ 10 00ff00 "Text"/);
  expect((await run('--lang', 'da', '--dump', 'tags')).stdout).toMatch(/^Document lang=da\n/);
  const missing = await run('--css', 'none.css', '--dump', 'dom');
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('none.css')]);
});

test('an output that cannot be written is exit code 3; the file that was there stays', async () => {
  const folder = folderOf({ 'page.html': page('', '<p>x</p>') });
  mkdirSync(join(folder, 'taken.pdf'));
  const taken = await faktaark(['render', 'page.html', '-o', 'taken.pdf'], { cwd: folder });
  expect(taken.code).toBe(3);
  expect(taken.stderr).toMatch(/^faktaark: E[A-Z]+ /);
  writeFileSync(join(folder, 'file'), 'x');
  const below = await faktaark(['render', 'page.html', '-o', 'file/page.pdf'], { cwd: folder });
  expect([below.code, readFileSync(join(folder, 'file'), 'utf8')]).toEqual([3, 'x']);
});

// Pages made by no sensible author give findings and a PDF, never a failure.
test.each<[string, string]>([
  ['nothing', ''],
  ['no body', '<html lang="en">'],
  ['tags left open', '<div><p><b>a<table><tr><td>b<ul><li>c'],
  ['a table without rows', '<table></table><table><tr></tr></table>'],
  ['text in a table', '<table>stray<tr>text<td>x</table>'],
  ['no room at all', '<div style="width:0"><p>a word</p></div><div style="width:1px;columns:3">b c</div>'],
  ['negative margins', '<p style="margin:-100px -1000px">x</p>'],
  ['a page without room', '<style>@page { size: 10px 10px; margin: 20px }</style><p>x</p>'],
  [
    'values that run into each other',
    '<p style="width:calc(1px / 0);height:calc(100%*1e30);--a:var(--a);color:var(--a)">x</p>',
  ],
  ['characters of every kind', '<p>\u0000\ufffd\u202e\u200f\ud800 a'],
  ['deep nesting', `${'<div>'.repeat(60)}x`],
])('%s', (_, text) => {
  const html = { file: 'odd.html', text };
  const { findings, pdf } = renderFile({ html, folder: ROOT, allowed: [], css: [], lang: 'en', project: ROOT });
  for (const finding of findings) expect(finding.message).not.toMatch(/undefined|NaN/);
  expect(Buffer.from(pdf!.subarray(0, 5)).toString()).toBe('%PDF-');
  expect(Buffer.from(pdf!).toString('latin1')).not.toMatch(/NaN|Infinity/);
});

test('a thousand elements in each other are printed as they are written, deeper than the stack of a process', async () => {
  const [open, close] = ['<div style="display: flex; color: #ff0000"><span>', '</span></div>'];
  const folder = folderOf({ 'deep.html': page('', `${open.repeat(500)}word${close.repeat(500)}`) });
  const { code, stdout } = await faktaark(['render', 'deep.html', '--json'], { cwd: folder });
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { pages: 1, findings: [] }]);
  const dumped = await faktaark(['render', 'deep.html', '--dump', 'display'], { cwd: folder });
  expect(dumped.stdout).toMatch(/text .* ff0000 "word"/);
});
