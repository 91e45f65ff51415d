import { writePdf } from '../../../src/pdf/write.ts';
import { layoutCase } from '../../support/cases.ts';
import { processorTime } from '../../support/growth.ts';

// Text that nobody writes on purpose: each gives findings or a page, within two seconds, never a hang or a crash.
const STRINGS: Readonly<Record<string, string>> = {
  'lone surrogates': `a\ud800b\udc00c${'\ud800'.repeat(2000)}`,
  '10,000 marks on one base': `a${'\u0301'.repeat(10_000)}`,
  '10,000 Arabic marks on one base': `ب${'\u064e'.repeat(10_000)}`,
  'unbalanced isolates': `${'\u2066\u2067\u2068'.repeat(3000)}بa`,
  'unbalanced embeddings': `${'\u202b\u202d'.repeat(5000)}بa${'\u202c'.repeat(3)}`,
  'isolates that end before they begin': `${'\u2069'.repeat(20_000)}ب`,
  '100,000 characters without a break': 'a'.repeat(100_000),
  '60,000 joined letters without a break': 'ب'.repeat(60_000),
  '20,000 signs and numbers': `ب${'1+'.repeat(10_000)}`,
  '20,000 changes of direction': 'aب'.repeat(10_000),
  'U+0000 and other controls': `a\u0000b\u0001\u0085\u009f${'\u0000'.repeat(1000)}`,
  'private use': '\ue000\uf8ff\u{f0000}\u{10fffd}',
  noncharacters: '\ufffe\uffff\u{1fffe}\ufdd0',
  'emoji sequences': '👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇰 1️⃣ '.repeat(500),
  'soft hyphens': 'a\u00ad'.repeat(20_000),
  'no-break spaces': 'a\u00a0'.repeat(20_000),
  joiners: '\u200d\u200c\u2060\ufeff'.repeat(20_000),
  'paragraph separators': 'a\u2029'.repeat(3000),
  'a script no font has, 20,000 characters': '漢'.repeat(20_000),
  'tags and variation selectors': 'a\ufe0f\u{e0041}\u{e01ef}'.repeat(10_000),
};

const STYLES = ['', 'overflow-wrap: anywhere; text-wrap: pretty; text-align: justify; hyphens: auto', 'direction: rtl'];

describe.each(Object.entries(STRINGS))('%s', (name, text) => {
  test.each(STYLES)('style "%s"', (style) => {
    const html = `<!doctype html><html lang="en"><style>@page { size: A4; margin: 20mm } body { font: 10px "IBM Plex Sans" }</style><p style="${style}">${text}</p>`;
    let made: ReturnType<typeof layoutCase> | undefined;
    let pdf: Uint8Array = new Uint8Array();
    const took = processorTime(
      () => {
        made = layoutCase({ name: 'hostile/case', html });
        pdf = writePdf(made.laidOut.list, {
          edition: 'screen', creator: '', producer: '', date: new Date(0), claims: [], report: () => undefined,
        }); // biome-ignore format: one record
      },
      3,
      2000,
    );
    const { laidOut, findings } = made!;
    expect(pdf.length).toBeGreaterThan(500);
    expect(laidOut.pages.length).toBeGreaterThan(0);
    // Every finding once, however often it is met.
    expect(findings.length).toBeLessThan(40);
    if (/surrogate|controls|private|nonchar|emoji|no font/.test(name)) expect(findings.length).toBeGreaterThan(0);
    expect(took).toBeLessThan(2000);
  });
});
