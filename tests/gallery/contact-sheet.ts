import type { Picture } from '../support/pictures.ts';

/** Pictures in rows on grey, each row as high as its highest picture. */
export function contactSheet(rows: readonly (readonly Picture[])[], gap = 8): Picture {
  const wide = (row: readonly Picture[]): number => row.reduce((sum, { width }) => sum + width + gap, gap);
  const high = (row: readonly Picture[]): number => Math.max(0, ...row.map(({ height }) => height)) + gap;
  const width = Math.max(...rows.map(wide));
  const height = rows.reduce((sum, row) => sum + high(row), gap);
  const data = new Uint8Array(width * height * 4).fill(0xb4);
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  let top = gap;
  for (const row of rows) {
    let left = gap;
    for (const picture of row) {
      for (let y = 0; y < picture.height; y++) {
        const line = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4);
        data.set(line, ((top + y) * width + left) * 4);
      }
      left += picture.width + gap;
    }
    top += high(row);
  }
  return { width, height, data };
}
