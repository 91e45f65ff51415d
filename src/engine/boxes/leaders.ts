import type { UrlImage } from '../css/paint-types.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { anonymousStyle } from './anonymous.ts';
import type { BlockBox, ReplacedBox, ReplacedContent } from './box.ts';
import type { GeneratedPiece } from './generated.ts';
import { InlineBuilder } from './inline-builder.ts';
import { LAYOUT_ARTIFACT } from './roles.ts';

/** Holds what is around it on its line. */
const WORD_JOINER = '\u2060';
/** The directional marks that keep text of one direction from going around the leader (UAX #9 section 2.6). */
const MARKS = { ltr: '\u200e', rtl: '\u200f' } as const;

/** Adds generated content to a line; `text` adds what is text, `picture` finds a picture. */
export function addPieces(
  pieces: readonly GeneratedPiece[],
  builder: InlineBuilder,
  style: ComputedStyle,
  lang: string,
  direction: ComputedStyle['direction'],
  picture: (image: UrlImage) => ReplacedContent,
  text: (text: string) => void,
): void {
  for (const piece of pieces) {
    if (piece.type === 'text') text(piece.text);
    else if (piece.type === 'image') builder.atomic(pictureBox(picture(piece.image), style));
    else {
      const mark = MARKS[direction];
      builder.addText(WORD_JOINER + mark, style, lang, () => LAYOUT_ARTIFACT);
      builder.atomic(leaderBox(piece.pattern, style, lang));
      builder.addText(mark + WORD_JOINER, style, lang, () => LAYOUT_ARTIFACT);
    }
  }
}

/** A picture of generated content, in its own size; it decorates. */
export function pictureBox(content: ReplacedContent, style: ComputedStyle): ReplacedBox {
  const own = styleVariant(anonymousStyle(style), 'picture', () => ({ display: 'inline-block' }));
  const base = { element: undefined, label: '(picture)', anchor: undefined };
  return { kind: 'replaced', style: own, ...base, content, owner: LAYOUT_ARTIFACT };
}

/** One pattern of a leader (CSS Content 3 section 2.6), which a line repeats as often as it has room. */
function leaderBox(pattern: string, style: ComputedStyle, lang: string): BlockBox {
  const own = styleVariant(style, 'leader', () => ({
    display: 'flow-root', position: 'static', float: 'none', whiteSpaceCollapse: 'preserve', textWrapMode: 'nowrap',
    textDecorationLine: [], letterSpacing: 0, width: 'auto', height: 'auto', minWidth: 'auto', maxWidth: 'none',
    minHeight: 'auto', maxHeight: 'none', textIndent: NO_LENGTH, verticalAlign: 'baseline', overflow: 'visible',
    paddingTop: NO_LENGTH, paddingRight: NO_LENGTH, paddingBottom: NO_LENGTH, paddingLeft: NO_LENGTH,
    marginTop: NO_LENGTH, marginRight: NO_LENGTH, marginBottom: NO_LENGTH, marginLeft: NO_LENGTH,
    borderTopWidth: 0, borderRightWidth: 0, borderBottomWidth: 0, borderLeftWidth: 0,
  })); // biome-ignore format: a table
  const builder = new InlineBuilder();
  builder.addText(pattern, own, lang, () => LAYOUT_ARTIFACT);
  const inline = builder.finish(own, lang);
  const base = { element: undefined, label: '(leader)', anchor: undefined };
  return { kind: 'block', style: own, ...base, children: [], inline, marker: undefined, leader: true };
}

const NO_LENGTH = { px: 0, percent: 0 };
