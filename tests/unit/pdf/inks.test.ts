import { writePdf } from '../../../src/pdf/write.ts';
import { layoutCase } from '../../support/cases.ts';
import { rasterise } from '../../support/pictures.ts';
import { ReadBack } from './read-back.ts';

const CYAN = 'device-cmyk(1 0 0 0)';
const RED = 'device-cmyk(0 1 1 0 / 50%)';

/** Device CMYK has no place beside an output intent for RGB (ISO 19005-2 section 6.2.4.3). */
test('inks are shown as the light they leave, in areas, text, shadows and gradients', async () => {
  const backgrounds = [
    CYAN,
    `linear-gradient(${CYAN}, ${RED})`,
    `repeating-linear-gradient(${CYAN}, gold 9px)`,
    `conic-gradient(${CYAN}, ${RED})`,
  ];
  const boxes = backgrounds.map((value) => `<p style="background: ${value}">a</p>`).join('');
  const css = `@page { size: 100px; margin: 0 } body { margin: 0 } p { margin: 0; height: 20px; color: ${RED}; box-shadow: 0 0 4px ${RED}; text-shadow: 0 0 1px ${RED} }`;
  const html = `<!doctype html><html lang="en"><title>t</title><style>${css}</style>${boxes}`;
  const { laidOut, findings } = layoutCase({ name: 'paint/inks', html });
  expect(findings).toEqual([]);
  const pdf = writePdf(laidOut.list, { edition: 'screen', creator: 'c', producer: 'p', date: new Date(0) });
  const file = new ReadBack(pdf);
  expect([...file.objects.values()].filter((object) => /(?<!Alternate)\/DeviceCMYK/.test(object))).toEqual([]);
  const { data, width } = await rasterise(pdf);
  const at = 4 * (width * 5 + 60);
  expect([...data.subarray(at, at + 3)]).toEqual([0, 255, 255]);
});
