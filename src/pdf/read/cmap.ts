import { END, Keyword, Lexer } from './lexer.ts';
import { isArray, type PdfObject, PdfString } from './objects.ts';

/** A CMap as far as it is needed: how long codes are, their CIDs, and the text they stand for (ISO 32000-1 section 9.7.5, 9.10.3). */
export interface CMap {
  readonly codeRanges: readonly { readonly length: number; readonly low: number; readonly high: number }[];
  readonly cids: readonly { readonly low: number; readonly high: number; readonly cid: number }[];
  readonly text: ReadonlyMap<number, string>;
}

const MOST_ENTRIES = 200_000;

const numberOf = ({ bytes }: PdfString): number => bytes.reduce((value, byte) => value * 256 + byte, 0);
const utf16 = ({ bytes }: PdfString): string => new TextDecoder('utf-16be').decode(bytes);

export function readCMap(bytes: Uint8Array): CMap {
  const lexer = new Lexer(bytes);
  const codeRanges: { length: number; low: number; high: number }[] = [];
  const cids: { low: number; high: number; cid: number }[] = [];
  const text = new Map<number, string>();
  let operands: PdfObject[] = [];
  for (;;) {
    const object = lexer.object();
    if (object === END) break;
    if (!(object instanceof Keyword)) {
      if (operands.length < 1000) operands.push(object);
      continue;
    }
    const { word } = object;
    if (word === 'endcodespacerange')
      for (const [low, high] of groups(operands, 2))
        if (low instanceof PdfString && high instanceof PdfString)
          codeRanges.push({ length: low.bytes.length, low: numberOf(low), high: numberOf(high) });
    if (word === 'endcidrange' || word === 'endcidchar')
      for (const [low, ...rest] of groups(operands, word === 'endcidrange' ? 3 : 2)) {
        const cid = rest.at(-1);
        const high = rest.length > 1 ? rest[0] : low;
        if (
          low instanceof PdfString &&
          high instanceof PdfString &&
          typeof cid === 'number' &&
          cids.length < MOST_ENTRIES
        )
          cids.push({ low: numberOf(low), high: numberOf(high), cid });
      }
    if (word === 'endbfchar')
      for (const [code, target] of groups(operands, 2))
        if (code instanceof PdfString && target instanceof PdfString && text.size < MOST_ENTRIES)
          text.set(numberOf(code), utf16(target));
    if (word === 'endbfrange')
      for (const [low, high, target] of groups(operands, 3))
        if (low instanceof PdfString && high instanceof PdfString)
          addRange(text, numberOf(low), numberOf(high), target);
    operands = [];
  }
  return { codeRanges, cids, text };
}

function addRange(text: Map<number, string>, low: number, high: number, target: PdfObject | undefined): void {
  for (let code = low; code <= high && code - low < 65536 && text.size < MOST_ENTRIES; code++) {
    if (isArray(target)) {
      const one = target[code - low];
      if (one instanceof PdfString) text.set(code, utf16(one));
    } else if (target instanceof PdfString) {
      const last = target.bytes.length - 1;
      const bytes = target.bytes.slice();
      if (last >= 0) bytes[last]! += code - low;
      text.set(code, utf16(new PdfString(bytes)));
    }
  }
}

function groups(operands: readonly PdfObject[], size: number): PdfObject[][] {
  const out: PdfObject[][] = [];
  for (let i = 0; i + size <= operands.length; i += size) out.push(operands.slice(i, i + size));
  return out;
}
