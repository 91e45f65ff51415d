import type { InlineBox } from '../boxes/box.ts';
import type { Artifact } from '../boxes/structure.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { LoadedFace } from '../fonts/loaded-face.ts';
import type { BoxFragment, PlacedFragment, TextFragment } from '../layout/fragment.ts';
import type { Canvas } from './canvas.ts';
import type { DisplayItem } from './display-list.ts';
import { gapsUnder, type Stretch, without } from './skip-ink.ts';
import type { LineStep } from './stacking.ts';
import { paintStretch } from './stretches.ts';

const LAYOUT: Artifact = { kind: 'artifact', type: 'Layout' };

type Kind = ComputedStyle['textDecorationLine'][number];

/** One box's decorations of a line of text: how it is drawn, and the stretches of text it is drawn along. */
interface Decoration {
  readonly style: ComputedStyle;
  readonly face: LoadedFace;
  /** Of the decorating box, px from the top of the page. */
  readonly baseline: number;
  readonly texts: PlacedFragment<TextFragment>[];
}

/** The lines that decorate one line of text (CSS Text Decoration 4 section 2), those of outer boxes first. */
export class LineDecorations {
  readonly #step: LineStep;
  readonly #canvas: Canvas;
  readonly #decorations: readonly Decoration[];

  constructor(step: LineStep, texts: readonly PlacedFragment<TextFragment>[], canvas: Canvas) {
    this.#step = step;
    this.#canvas = canvas;
    this.#decorations = this.#gather(texts);
  }

  /** Underlines and overlines lie below the text. */
  below(): void {
    for (const decoration of this.#decorations) {
      this.#paint(decoration, 'underline');
      this.#paint(decoration, 'overline');
    }
  }

  /** Lines through it lie above. */
  above(): void {
    for (const decoration of this.#decorations) this.#paint(decoration, 'line-through');
  }

  #gather(texts: readonly PlacedFragment<TextFragment>[]): Decoration[] {
    const around = this.#step.decorations;
    if (around.length === 0 && texts.every(({ fragment }) => fragment.decorations.length === 0)) return [];
    const found = new Map<ComputedStyle, Decoration>();
    for (const text of texts) {
      if (text.fragment.style.visibility !== 'visible') continue;
      for (const style of [...around, ...text.fragment.decorations]) {
        let known = found.get(style);
        if (!known) {
          const face = this.#canvas.text.fonts.select(style, this.#canvas.text.report).primary;
          known = { style, face, baseline: this.#baseline(style, face, text), texts: [] };
          found.set(style, known);
        }
        known.texts.push(text);
      }
    }
    return [...found.values()];
  }

  /** Where the baseline of the decorating box is: that of the line, or of the inline box. */
  #baseline(style: ComputedStyle, face: LoadedFace, text: PlacedFragment<TextFragment>): number {
    const { line, y } = this.#step;
    const box = text.inside?.find((candidate: InlineBox) => candidate.style === style);
    const own = box && line.children.find(({ fragment }) => fragment.type === 'box' && fragment.box === box);
    if (!own) return y + line.baseline;
    const { border, padding } = own.fragment as BoxFragment;
    const { metrics } = face.face;
    return y + own.y + border.top + padding.top + Math.round((metrics.ascent * style.fontSize) / metrics.unitsPerEm);
  }

  #paint(decoration: Decoration, kind: Kind): void {
    const { style, texts } = decoration;
    if (!style.textDecorationLine.includes(kind) || style.textDecorationColor.alpha === 0) return;
    const thickness = thicknessOf(decoration, kind);
    const middle = this.#middle(decoration, kind, thickness);
    const mark = this.#step.block.ambient ?? LAYOUT;
    const items: DisplayItem[] = this.#canvas.items;
    for (const run of stretches(texts)) {
      const stretch = { start: this.#step.x + run.start, end: this.#step.x + run.end };
      const gaps = kind === 'line-through' ? [] : this.#gaps(run.texts, middle, thickness, style);
      for (const part of without(stretch, gaps, thickness)) {
        const line = {
          ...part,
          y: middle,
          thickness,
          style: style.textDecorationStyle,
          color: style.textDecorationColor,
        };
        paintStretch(line, kind === 'overline' ? -1 : 1, mark, items);
      }
    }
  }

  #gaps(
    texts: readonly PlacedFragment<TextFragment>[],
    middle: number,
    thickness: number,
    { textDecorationStyle }: ComputedStyle,
  ): Stretch[] {
    const high = textDecorationStyle === 'double' || textDecorationStyle === 'wavy' ? thickness * 3 : thickness;
    return texts.flatMap((text) => {
      const { textDecorationSkipInk: skip } = text.fragment.style;
      if (skip === 'none') return [];
      const at = { x: this.#step.x + text.x, baseline: this.#step.y + text.y };
      return gapsUnder(
        text.fragment,
        at,
        middle - thickness / 2,
        middle - thickness / 2 + high,
        thickness,
        skip === 'all',
      );
    });
  }

  /** The middle of the first line of a decoration. */
  #middle({ style, face, baseline, texts }: Decoration, kind: Kind, thickness: number): number {
    const { metrics } = face.face;
    const scale = style.fontSize / metrics.unitsPerEm;
    if (kind === 'line-through') return baseline - metrics.strikeoutPosition * scale;
    if (kind === 'overline') return baseline - Math.round(metrics.ascent * scale) - thickness / 2;
    const { textUnderlineOffset: offset, textUnderlinePosition: position } = style;
    if (position === 'under') {
      const lowest = Math.max(...texts.map((text) => this.#step.y + text.y + descentOf(text.fragment)));
      return Math.max(baseline, lowest) + (typeof offset === 'number' ? offset : 0) + thickness / 2;
    }
    // Thicker lines than the font's own begin where that does, so that they do not reach up into the letters.
    const top =
      typeof offset === 'number' ? offset : -(metrics.underlinePosition + metrics.underlineThickness / 2) * scale;
    return baseline + top + thickness / 2;
  }
}

const descentOf = ({ face, style }: TextFragment): number =>
  (face.face.metrics.descent * style.fontSize) / face.face.metrics.unitsPerEm;

function thicknessOf({ style, face }: Decoration, kind: Kind): number {
  if (typeof style.textDecorationThickness === 'number') return Math.max(0.1, style.textDecorationThickness);
  const { metrics } = face.face;
  const own = kind === 'line-through' ? metrics.strikeoutThickness : metrics.underlineThickness;
  return Math.max(0.5, (own * style.fontSize) / metrics.unitsPerEm);
}

/** Neighbouring texts that touch are decorated in one go. */
function stretches(
  texts: readonly PlacedFragment<TextFragment>[],
): (Stretch & { readonly texts: PlacedFragment<TextFragment>[] })[] {
  const sorted = [...texts].sort((a, b) => a.x - b.x);
  const runs: { start: number; end: number; texts: PlacedFragment<TextFragment>[] }[] = [];
  for (const text of sorted) {
    const last = runs.at(-1);
    if (last && text.x - last.end < 0.05) {
      last.end = Math.max(last.end, text.x + text.fragment.width);
      last.texts.push(text);
    } else runs.push({ start: text.x, end: text.x + text.fragment.width, texts: [text] });
  }
  return runs;
}
