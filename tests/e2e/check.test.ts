import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printFile } from '../unit/checks/print-file.ts';
import { faktaark, faktaarkEach, folderOf, removeTemporaryFolders } from './program.ts';

afterAll(removeTemporaryFolders);

test('preflight from HTML to PDF and back: no error, exit code 0', async () => {
  const folder = folderOf({ 'a.html': '<html lang=da><title>Ark</title><h1>Ark</h1><p style="opacity:.9">Æbler</p>' });
  expect((await faktaark(['render', 'a.html', '--project', process.cwd()], { cwd: folder })).code).toBe(0);
  const { code, stdout, stderr } = await faktaark(['check', 'a.pdf'], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'a.pdf  1 page  screen  0 errors, 1 warning\n' });
  // A page of one's own claims no standard; only sheets are held to one.
  expect(stderr).toContain('a.pdf: warning check-no-claim');
});

test('print files are known as such, and tell their ink', async () => {
  const folder = folderOf({ 'a.pdf': printFile() });
  const { code, stdout } = await faktaark(['check', 'a.pdf'], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toBe(
    'a.pdf  1 page  print  no findings\n  page 1, ink of solids: Black 2.4 %, Cyan 2.4 %, Magenta 4.8 %\n',
  );
});

test('reports for people, programs and pipelines', async () => {
  const folder = folderOf({ 'a.pdf': printFile({ content: '1 0 0 rg 30 40 9 9 re f' }), 'b.pdf': 'no pdf' });
  const [plain, json, reports] = await faktaarkEach([
    { args: ['check', 'a.pdf', 'b.pdf', 'c.pdf'], cwd: folder },
    { args: ['check', 'a.pdf', '--json'], cwd: folder },
    { args: ['check', 'a.pdf', '--sarif', 'out.sarif', '--junit', 'out.xml'], cwd: folder },
  ]);
  expect(plain!.code).toBe(1);
  expect(plain!.stderr).toContain('a.pdf: error check-device-colour: an area or line is in DeviceRGB');
  expect(plain!.stderr).toContain('(page 1, at 30 40 pt)');
  expect(plain!.stderr).toContain('b.pdf: error pdf-unreadable: the file is no PDF');
  expect(plain!.stderr).toContain('c.pdf: error pdf-unreadable: the file cannot be read: ENOENT');
  const { files, findings } = JSON.parse(json!.stdout);
  expect(files).toEqual([expect.objectContaining({ file: 'a.pdf', profile: 'print', pages: 1 })]);
  expect(findings).toEqual([expect.objectContaining({ code: 'check-device-colour', page: 1, area: [30, 40, 39, 49] })]);
  expect(reports!.code).toBe(1);
  const [result] = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')).runs[0].results;
  expect(result).toMatchObject({ ruleId: 'check-device-colour', properties: { page: 1, area: [30, 40, 39, 49] } });
  expect(readFileSync(join(folder, 'out.xml'), 'utf8')).toContain(
    'classname="faktaark.check" name="check-device-colour a.pdf page 1"',
  );
});

test('wrong usage', async () => {
  const [none, profile, seconds] = await faktaarkEach([
    { args: ['check'] },
    { args: ['check', 'a.pdf', '--profile', 'web'] },
    { args: ['check', 'a.pdf', '--seconds', 'x'] },
  ]);
  expect([none!.code, profile!.code, seconds!.code]).toEqual([2, 2, 2]);
  expect(profile!.stderr).toContain('--profile takes one of screen, print, archive, not "web"');
});

test('a file of 500 MB is read in pieces', async () => {
  const folder = folderOf({ 'a.pdf': printFile() });
  const path = join(folder, 'a.pdf');
  const whole = readFileSync(path);
  // Sparse: takes no room on the disk.
  writeFileSync(path, whole.subarray(0, whole.length - 400));
  truncateSync(path, 500 * 1024 * 1024);
  const start = performance.now();
  const watch = 'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + " KiB"));';
  writeFileSync(join(folder, 'watch.cjs'), watch);
  const env = { NODE_OPTIONS: `--require ${join(folder, 'watch.cjs')}` };
  const { code, stderr } = await faktaark(['check', 'a.pdf'], { cwd: folder, env });
  expect(code).toBe(1);
  expect(stderr).toContain('pdf-xref');
  expect(Number(/peak (\d+) KiB/.exec(stderr)?.[1])).toBeLessThan(500 * 1024);
  expect(performance.now() - start).toBeLessThan(10_000);
});
