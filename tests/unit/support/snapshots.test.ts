import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePng, type Picture } from '../../support/pictures.ts';
import { expectPictureSnapshot, expectTextSnapshot } from '../../support/snapshots.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snapshots-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const place = (env: Record<string, string> = {}) => ({ root, env });
const UPDATE = { UPDATE_SNAPSHOTS: '1' };

function picture(width = 8, height = 6, changed: readonly (readonly [x: number, y: number])[] = [], by = 1): Picture {
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const [x, y] of changed) data[(y * width + x) * 4 + 1] = 255 - by;
  return { width, height, data };
}

test.each([{}, { CI: 'true' }, { UPDATE_SNAPSHOTS: '0' }, { UPDATE_SNAPSHOTS: '' }])(
  'a missing snapshot fails and is not made, with %j',
  (env) => {
    const missing = /tests\/snapshots\/sheet\/p1\.(png|txt) is missing.*UPDATE_SNAPSHOTS=1/;
    expect(() => expectPictureSnapshot('sheet/p1.png', picture(), 0, place(env))).toThrow(missing);
    expect(() => expectTextSnapshot('sheet/p1.txt', 'Dansk', place(env))).toThrow(missing);
    expect(readdirSync(root)).toEqual([]);
  },
);

test.each(['true', '1', 'yes'])('an update is refused when CI is %s, even of what is equal', (ci) => {
  expectTextSnapshot('a.txt', 'Dansk', place(UPDATE));
  expectPictureSnapshot('a.png', picture(), 0, place(UPDATE));
  const env = { ...UPDATE, CI: ci };
  expect(() => expectTextSnapshot('a.txt', 'Dansk', place(env))).toThrow(/refused because CI is set/);
  expect(() => expectTextSnapshot('a.txt', 'English', place(env))).toThrow(/refused because CI is set/);
  expect(() => expectPictureSnapshot('a.png', picture(9), 0, place(env))).toThrow(/refused because CI is set/);
  expectTextSnapshot('a.txt', 'Dansk', place({ CI: ci }));
  expectPictureSnapshot('a.png', picture(), 0, place({ CI: ci }));
});

test.each(['', '0', 'false'])('CI=%j is no CI', (ci) => {
  expectTextSnapshot('a.txt', 'Dansk', place({ ...UPDATE, CI: ci }));
  expectTextSnapshot('a.txt', 'Dansk', place());
});

test('a changed pixel fails, says where, and writes what came and what differs', () => {
  expectPictureSnapshot('sheet/p1.png', picture(), 0, place(UPDATE));
  const changed = picture(8, 6, [
    [2, 1],
    [5, 4],
  ]);
  expect(() => expectPictureSnapshot('sheet/p1.png', changed, 0, place())).toThrow(
    [
      'The picture differs from tests/snapshots/sheet/p1.png: 2 of 48 pixels, all within 4 x 4 at (2, 1).',
      '  actual:     tests/__diff__/sheet/p1.actual.png',
      '  difference: tests/__diff__/sheet/p1.diff.png',
    ].join('\n'),
  );
  expect(decodePng(readFileSync(join(root, 'tests/__diff__/sheet/p1.actual.png'))).data).toEqual(
    Buffer.from(changed.data),
  );
  const data = Buffer.from(decodePng(readFileSync(join(root, 'tests/__diff__/sheet/p1.diff.png'))).data);
  const red = [...Array(48).keys()].filter((i) => data.readUInt32BE(i * 4) === 0xff0000ff);
  expect(red).toEqual([1 * 8 + 2, 4 * 8 + 5]);
  expect(() => expectPictureSnapshot('sheet/p1.png', picture(), 0, place())).not.toThrow();
  expect(readdirSync(join(root, 'tests/__diff__/sheet'))).toEqual([]);
});

test('the tolerance holds for each channel, and nothing is tolerated unless asked for', () => {
  expectPictureSnapshot('a.png', picture(), 0, place(UPDATE));
  const off = picture(8, 6, [[0, 0]], 3);
  expect(() => expectPictureSnapshot('a.png', off, 2, place())).toThrow(/1 of 48 pixels, all within 1 x 1 at \(0, 0\)/);
  expectPictureSnapshot('a.png', off, 3, place());
});

test('another size fails whatever the tolerance', () => {
  expectPictureSnapshot('a.png', picture(), 0, place(UPDATE));
  expect(() => expectPictureSnapshot('a.png', picture(9, 5), 255, place())).toThrow(
    /14 of 54 pixels, all within 9 x 6 at \(0, 0\); it is 9 x 5 and should be 8 x 6\./,
  );
});

test('an update leaves a picture of equal pixels as it is', () => {
  const file = join(root, 'tests/snapshots/a.png');
  expectPictureSnapshot('a.png', picture(), 0, place(UPDATE));
  utimesSync(file, 1000, 1000);
  expectPictureSnapshot('a.png', picture(), 0, place(UPDATE));
  expect(statSync(file).mtimeMs).toBe(1_000_000);
  expectPictureSnapshot('a.png', picture(9), 0, place(UPDATE));
  expect(decodePng(readFileSync(file)).width).toBe(9);
});

test('changed text fails with the first line that differs', () => {
  expectTextSnapshot('sheet/tags.txt', 'Document\n  H1\n  P', place(UPDATE));
  expectTextSnapshot('sheet/tags.txt', 'Document\n  H1\n  P\n', place());
  expect(() => expectTextSnapshot('sheet/tags.txt', 'Document\n  H2\n  P', place())).toThrow(
    [
      'The text differs from tests/snapshots/sheet/tags.txt, first in line 2:',
      '  expected: "  H1"',
      '  actual:   "  H2"',
      '  whole text: tests/__diff__/sheet/tags.actual.txt',
    ].join('\n'),
  );
  expect(readFileSync(join(root, 'tests/__diff__/sheet/tags.actual.txt'), 'utf8')).toBe('Document\n  H2\n  P\n');
  expect(() => expectTextSnapshot('sheet/tags.txt', 'Document\n', place())).toThrow(
    /line 2:\n {2}expected: " {2}H1"\n {2}actual: {3}""/,
  );
  expect(() => expectTextSnapshot('sheet/tags.txt', 'Document\n  H1\n  P\nP', place())).toThrow(/actual: {3}"P"/);
  expectTextSnapshot('sheet/tags.txt', 'Document\n  H1\n  P', place());
  expect(existsSync(join(root, 'tests/__diff__/sheet/tags.actual.txt'))).toBe(false);
});

test('a snapshot lies inside the folder of snapshots, a picture is a PNG', () => {
  expect(() => expectTextSnapshot('../a.txt', '', place(UPDATE))).toThrow(/outside tests\/snapshots/);
  expect(() => expectPictureSnapshot('a.jpg', picture(), 0, place(UPDATE))).toThrow(/must end in \.png/);
  expect(readdirSync(root)).toEqual([]);
});
