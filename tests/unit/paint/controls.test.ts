import { painted, pdfOf } from './painted.ts';

const bars = (count: number): string =>
  Array.from({ length: count }, (_, i) => `<progress value=".${i + 10}"></progress><input type="radio" checked>`).join(
    '',
  );

describe('what controls show of their values', () => {
  test('a bar is filled as far as its value, from where lines start', async () => {
    const style = 'display:block;width:100px;height:20px;margin:0;border:0';
    const page = await painted(
      `<progress value=".4" style="${style}"></progress><progress dir="rtl" value=".4" style="${style}"></progress>`,
    );
    expect([page.at(38, 10), page.at(42, 10), page.at(58, 30), page.at(62, 30)]).toEqual([
      '0075ff',
      'ffffff',
      'ffffff',
      '0075ff',
    ]);
  });

  test('a chosen radio button has a bullet', async () => {
    const page = await painted('<input type="radio" checked style="margin:0;display:block">');
    expect([page.at(6, 6), page.at(2, 6)]).toEqual(['0075ff', 'ffffff']);
  });

  test('is a few bytes of the page for each, and nothing else', () => {
    const text = Buffer.from(pdfOf(bars(60))).toString('latin1');
    expect(text).not.toMatch(/\/ShadingType|\/SMask/);
    expect(pdfOf(bars(60)).length - pdfOf(bars(10)).length).toBeLessThan(12_000);
  });
});

test('a gradient of one colour is that colour', () => {
  const text = Buffer.from(pdfOf('<p style="background:linear-gradient(red,red)">a</p>')).toString('latin1');
  expect(text).not.toContain('/ShadingType');
});
