import { readFileSync } from 'node:fs';
import { zlibSync } from 'fflate';
import * as hb from 'harfbuzzjs';
import type { Color } from '../../../src/base/color.ts';
import type { Path } from '../../../src/base/geometry.ts';
import type { Artifact, ContentLeaf, StructureNode, StructureRole } from '../../../src/engine/boxes/structure.ts';
import { createFace, type Face } from '../../../src/engine/fonts/face.ts';
import type { RasterImage } from '../../../src/engine/images/raster.ts';
import type { DisplayItem, DisplayList, Mark, TextItem } from '../../../src/engine/paint/display-list.ts';
import type { ShapedText } from '../../../src/engine/text/shaped.ts';

export function loadFace(file: string): Face {
  return createFace(file, new Uint8Array(readFileSync(file)));
}

export function plex(style: string): Face {
  return loadFace(`fonts/IBMPlexSans-${style}.ttf`);
}

const hbFonts = new WeakMap<Face, hb.Font>();

export function shape(face: Face, text: string, direction: 'ltr' | 'rtl' = 'ltr'): ShapedText {
  let font = hbFonts.get(face);
  if (!font) {
    font = new hb.Font(new hb.Face(new hb.Blob(face.bytes), 0));
    hbFonts.set(face, font);
  }
  const buffer = new hb.Buffer();
  buffer.setClusterLevel(hb.ClusterLevel.MONOTONE_CHARACTERS);
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(direction === 'rtl' ? hb.Direction.RTL : hb.Direction.LTR);
  hb.shape(font, buffer);
  const glyphs = buffer.getGlyphInfosAndPositions();
  return {
    text,
    direction,
    glyphs: Uint16Array.from(glyphs, (g) => g.codepoint),
    clusters: Uint32Array.from(glyphs, (g) => g.cluster),
    advances: Int32Array.from(glyphs, (g) => g.xAdvance ?? 0),
    xOffsets: Int32Array.from(glyphs, (g) => g.xOffset ?? 0),
    yOffsets: Int32Array.from(glyphs, (g) => g.yOffset ?? 0),
    advance: glyphs.reduce((sum, g) => sum + (g.xAdvance ?? 0), 0),
    missing: glyphs.some((g) => g.codepoint === 0),
  };
}

/** The hyphen's glyph standing for a soft hyphen, as automatic hyphenation makes it. */
export function softHyphen(face: Face): ShapedText {
  return { ...shape(face, '-'), text: '\u00ad' };
}

export const BLACK: Color = { space: 'rgb', components: [0, 0, 0], alpha: 1 };

export function node(
  parent: StructureNode | undefined,
  role: StructureRole,
  rest: Partial<StructureNode> = {},
): StructureNode {
  const made: StructureNode = { ...rest, kind: 'node', role, parent, children: [] };
  parent?.children.push(made);
  return made;
}

export function leaf(parent: StructureNode): ContentLeaf {
  const made: ContentLeaf = { kind: 'content', parent };
  parent.children.push(made);
  return made;
}

export interface TextSettings {
  readonly size?: number;
  readonly direction?: 'ltr' | 'rtl';
  readonly color?: Color;
  readonly gap?: number;
  readonly letterSpacing?: number;
}

/** One item of words, each with the space after it as a piece of its own. */
export function text(
  mark: Mark,
  face: Face,
  x: number,
  y: number,
  content: string,
  settings: TextSettings = {},
): TextItem {
  const { size = 12, direction = 'ltr', color = BLACK, gap = 0, letterSpacing = 0 } = settings;
  const pieces = content
    .split(/(?<= )/)
    .map((word) => ({ shaped: shape(face, word, direction), gap: word.endsWith(' ') ? gap : 0, letterSpacing }));
  return { type: 'text', mark, face, size, x, y, direction, color, pieces };
}

export function rectangle(x: number, y: number, width: number, height: number): Path {
  return [['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']];
}

/** A 2 x 2 picture: red, green, blue and white, with falling opacity. */
export function smallImage(): RasterImage {
  const data = zlibSync(new Uint8Array([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]));
  const alpha = zlibSync(new Uint8Array([255, 200, 150, 100]));
  return {
    hash: 'small',
    format: 'png',
    width: 2,
    height: 2,
    main: { colorSpace: 'rgb', bitsPerComponent: 8, filter: 'FlateDecode', data },
    alpha: { colorSpace: 'gray', bitsPerComponent: 8, filter: 'FlateDecode', data: alpha },
  };
}

const FOOTER: Artifact = { kind: 'artifact', type: 'Pagination', subtype: 'Footer' };
const A4 = { width: 793.7, height: 1122.52 };

/** Two pages with everything a sheet has. `rtl` is set from right to left with `rtlFace`. */
export function sampleList(
  rtl: string,
  rtlFace: Face,
  rtlLang: string,
  image: RasterImage = smallImage(),
): DisplayList {
  const regular = plex('Regular');
  const bold = plex('Bold');
  const root = node(undefined, 'Document');
  const sect = node(root, 'Sect');
  const first: DisplayItem[] = [];
  const second: DisplayItem[] = [];

  const h1 = node(sect, 'H1', { title: 'Dansk bidrag & <NATO>' });
  first.push(text(leaf(h1), bold, 60, 100, 'Dansk bidrag til NATO Mission Iraq', { size: 28, letterSpacing: 0.5 }));
  const p = node(sect, 'P');
  const run = leaf(p);
  const blue: Color = { space: 'rgb', components: [0, 0.2, 0.6], alpha: 0.8 };
  first.push(
    text(run, regular, 60, 140, 'Æblegrød på Ærø: “fin” officer, 2020–2022. Det første fælles ', {
      gap: 1.5,
      color: blue,
    }),
  );
  const word = text(run, regular, 60, 158, 'uddannelses');
  first.push({ ...word, pieces: [...word.pieces, { shaped: softHyphen(regular), gap: 0, letterSpacing: 0 }] });
  first.push(text(run, regular, 60, 176, 'forløb begyndte. '));
  const link = node(p, 'Link', { href: 'https://www.nato.int/å', title: 'NATO' });
  first.push(text(leaf(link), regular, 60, 194, 'Læs mere hos NATO'));
  const inner = node(p, 'Link', { href: '#billede', title: 'Se billedet' });
  second.push(text(leaf(inner), regular, 60, 60, 'Se billedet'));
  const arabic = node(sect, 'P', { lang: rtlLang });
  first.push(text(leaf(arabic), rtlFace, 700, 230, rtl, { size: 16, direction: 'rtl', gap: 2 }));

  const list = node(sect, 'L', { listNumbering: 'Disc' });
  for (const [i, entry] of ['Rådgivning', 'Uddannelse'].entries()) {
    const li = node(list, 'LI');
    first.push(text(leaf(node(li, 'Lbl')), regular, 60, 270 + i * 18, '•'));
    first.push(text(leaf(node(li, 'LBody')), regular, 75, 270 + i * 18, entry));
  }

  const table = node(sect, 'Table', { summary: 'Udsendte' });
  const head = node(node(table, 'THead'), 'TR');
  for (const [i, label] of ['År', 'Antal'].entries()) {
    first.push(text(leaf(node(head, 'TH', { scope: 'Column', id: `c${i}` })), bold, 60 + i * 100, 330, label));
  }
  const body = node(table, 'TBody');
  const row = node(body, 'TR');
  first.push(text(leaf(node(row, 'TH', { scope: 'Row' })), regular, 60, 350, '2020'));
  node(row, 'TD');
  const wide = node(node(body, 'TR'), 'TD', { colSpan: 2, headers: ['c0', 'c1'] });
  first.push(text(leaf(wide), regular, 60, 370, 'Ingen tal'));
  const rule: Mark = { kind: 'artifact', type: 'Layout' };
  const grey: Color = { space: 'rgb', components: [0.5, 0.5, 0.5], alpha: 1 };
  first.push({
    type: 'path',
    mark: rule,
    path: [
      ['M', 60, 335],
      ['L', 260, 335],
    ],
    stroke: { color: grey, width: 1, cap: 'butt', join: 'miter', miterLimit: 4, dash: [4, 2], dashOffset: 0 },
  });

  const h2 = node(sect, 'H2', { title: 'Billede' });
  second.push(text(leaf(h2), bold, 60, 110, 'Billede', { size: 18 }));
  const figure = node(sect, 'Figure', { alt: 'Fire farver' });
  const picture = leaf(figure);
  second.push(
    {
      type: 'save',
      transform: [0.9, 0.1, -0.1, 0.9, 120, 60],
      clip: { path: rectangle(50, 100, 200, 100), rule: 'nonzero' },
      opacity: 0.7,
    },
    { type: 'image', mark: picture, image, rect: { x: 50, y: 80, width: 200, height: 200 } },
    {
      type: 'path',
      mark: picture,
      path: [['M', 60, 190], ['C', 80, 100, 120, 100, 140, 190], ['Z']],
      fill: blue,
      fillRule: 'evenodd',
    },
    { type: 'restore' },
  );
  node(sect, 'P');
  const note = node(sect, 'Note');
  second.push(text(leaf(note), regular, 60, 420, '¹ Kilde: Forsvaret'));

  const pages = [first, second].map((items, i) => ({
    ...A4,
    items: [...items, text(FOOTER, regular, 60, 1080, `Side ${i + 1}`, { size: 9 })],
    links: [
      i === 0
        ? {
            node: link,
            rects: [
              { x: 60, y: 182, width: 60, height: 15 },
              { x: 60, y: 197, width: 40, height: 15 },
            ],
          }
        : { node: inner, rects: [{ x: 60, y: 48, width: 70, height: 15 }] },
    ],
    anchors: i === 1 ? [{ id: 'billede', x: 50, y: 130 }] : [],
  }));
  return { pages, structure: root, lang: 'da', title: 'Dansk bidrag & <NATO>' };
}
