import { layoutCase } from '../../support/cases.ts';
import { painted } from './painted.ts';

/** A fieldset 200 px wide, whose legend is 60 x 40 px from 20 px on, behind its middle a border of 10 px. */
const fieldset = (style: string, legend = ''): string =>
  `<fieldset style="margin:0;padding:0 10px;height:60px;border:10px solid blue;${style}">` +
  `<legend style="padding:0;width:60px;height:40px;${legend}"></legend></fieldset>`;

describe('the legend of a fieldset (HTML section 15.3.13)', () => {
  test('interrupts the border, which stands behind its middle', async () => {
    const page = await painted(fieldset(''));
    expect([
      page.at(10, 5),
      page.at(10, 20),
      page.at(50, 20),
      page.at(100, 20),
      page.at(100, 12),
      page.at(100, 28),
    ]).toEqual(['ffffff', '0000ff', 'ffffff', '0000ff', 'ffffff', 'ffffff']);
  });

  test('background and shadows begin at the border, and go on behind the legend', async () => {
    const page = await painted(fieldset('background:lime;box-shadow:inset 0 0 0 2px red'));
    expect([page.at(50, 5), page.at(50, 20), page.at(50, 35), page.at(100, 26)]).toEqual([
      'ffffff',
      '00ff00',
      '00ff00',
      'ff0000',
    ]);
  });

  test('is not cut off by overflow, and fits', async () => {
    const page = await painted(fieldset('overflow:hidden', 'background:red'));
    expect([page.at(50, 5), page.at(50, 35)]).toEqual(['ff0000', 'ff0000']);
    const html = `<!doctype html><html lang="en"><title>f</title>${fieldset('')}`;
    expect(layoutCase({ name: 'paint/fieldset', html }).findings).toEqual([]);
  });

  test('is interrupted in a border image and in rounded corners as well', async () => {
    const page = await painted(fieldset('border-image:linear-gradient(red,red) 10;border-radius:10px'));
    expect([page.at(50, 20), page.at(100, 20)]).toEqual(['ffffff', 'ff0000']);
  });

  test('a background goes on from page to page, from the border on', async () => {
    const parts = '<div style="height:100px"></div>'.repeat(3);
    const body = `<fieldset style="margin:0;padding:0;border:10px solid;background:linear-gradient(red,blue)"><legend style="padding:0;height:40px">a</legend>${parts}</fieldset>`;
    const [first, second] = [await painted(body), await painted(body, '', 2)];
    expect([first.at(100, 27).slice(0, 2) > 'f0', first.at(100, 190).slice(0, 2) > '60']).toEqual([true, true]);
    expect(second.at(100, 10).slice(4) > '60').toBe(true);
  });
});
