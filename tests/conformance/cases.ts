import { join } from 'node:path';
import { type ConformancePage, PAGES, renderPage } from './pages.ts';

/** A few words that readers are known to stumble over. */
export interface Case {
  readonly name: string;
  readonly html: string;
  /** What is to come back where it is not what stands between the tags; spaces of any kind count as one. */
  readonly text?: string;
  /** A fault of a reader that files of browsers meet as well, and what it gives instead. */
  readonly fault?: Partial<Record<'pdfium' | 'pdftotext', string>>;
}

const spaced = (em: number, text: string): string => `<p style="letter-spacing: ${em}em">${text}</p>`;
const arabic = (text: string): string => `<p dir="rtl" lang="ar" style="font-family: IBM Plex Sans Arabic">${text}</p>`;
const columns = (text: string): string => `<p style="width: 70px; hyphens: auto">${text}</p>`;

export const CASES: readonly Case[] = [
  { name: 'narrow letter-spacing', html: spaced(0.05, 'Dansk bidrag AVATAR') },
  { name: 'letter-spacing of 0.1 em', html: spaced(0.1, 'Dansk bidrag AVATAR til NATO') },
  { name: 'letter-spacing of 0.2 em', html: spaced(0.2, 'Dansk bidrag AVATAR til NATO') },
  { name: 'letter-spacing of 0.5 em', html: spaced(0.5, 'Dansk bidrag AVATAR til NATO') },
  { name: 'negative letter-spacing', html: spaced(-0.08, 'Dansk bidrag AVATAR til NATO') },
  { name: 'letter-spacing among other text', html: '<p>Before <span style="letter-spacing: .15em">WIDE WORDS</span> after</p>' },
  { name: 'letter-spaced Arabic', html: arabic('<span style="letter-spacing: .1em">السلام عليكم</span>') },
  { name: 'capitals by style', html: '<p style="text-transform: uppercase">weiß straße</p>', text: 'WEISS STRASSE' },
  { name: 'ligatures', html: '<p>office affidavit fjord Schifffahrt fluffy</p>' },
  { name: 'spaces that do not break', html: '<p>60&nbsp;km/h and 1&#8239;250 and a&#8201;b</p>' },
  { name: 'words hyphenated at line ends', html: columns('Uddannelsesforløbet begyndte i Irak') },
  {
    name: 'a hyphen of the word at the end of a line',
    html: '<p style="width: 25px">Han kom i Al-Asad</p>',
    // Both take any hyphen at the end of a line for one that hyphenation has put there.
    fault: { pdfium: 'Han kom i AlAsad', pdftotext: 'Han kom i AlAsad' },
  },
  { name: 'soft hyphens', html: '<p>Schiff&shy;fahrts&shy;gesellschaft</p><p style="width: 50px">Schiff&shy;fahrts&shy;gesell&shy;schaft</p>' },
  { name: 'decomposed letters', html: `<p>${'Tuyên ngôn quốc tế'.normalize('NFD')} A\u030ase \u1e9b\u0323 q\u0303</p>` },
  { name: 'variation selectors', html: '<p>a\ufe0e bc\ufe0f d</p>' },
  { name: 'joiners in Latin', html: '<p>Auf\u200clage fi\u200dx</p>' },
  { name: 'Kurdish with zero width non-joiner', html: arabic('دەمی\u200cخوات و نامه\u200cها') },
  { name: 'lam-alef', html: arabic('لا سلام الأول الإعلان بلا كلا') },
  { name: 'a ligature of two equal letters', html: arabic('گەردوونیی جیاوازیی کۆیلەیی') },
  { name: 'Arabic with one mark a letter', html: arabic('كَتَبَ شُكرًا جدًا') },
  { name: 'Hebrew points', html: '<p dir="rtl" lang="he" style="font-family: IBM Plex Sans Hebrew">שָלוֹם עֲלֵיכֶם</p>' },
  { name: 'Devanagari', html: '<p lang="hi" style="font-family: Noto Sans Devanagari">स्थिति कृति धर्म ट्रक श्रीमती हिन्दी र्‍य क्‌ष</p>' },
  { name: 'Thai', html: '<p lang="th" style="font-family: IBM Plex Sans Thai">น้ำทำปั๊มฟุ้งญี่ปุ่นฐาน</p>' },
  { name: 'Lao', html: '<p lang="lo" style="font-family: Noto Sans Lao">ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ ນ້ຳ</p>' },
  { name: 'Khmer', html: '<p lang="km" style="font-family: Noto Sans Khmer">មនុស្សទាំងអស់ កើតមកមានសេរីភាព ខ្មែរ</p>' },
]; // biome-ignore format: a list

export function renderCase({ name, html }: Case): ConformancePage {
  const page = `<!doctype html><html lang="da"><head><title>${name}</title><link rel="stylesheet" href="page.css"></head><body>${html}</body></html>`;
  return renderPage(/lang="(\w+)"/.exec(html)?.[1] ?? 'da', join(PAGES, 'case.html'), page);
}
