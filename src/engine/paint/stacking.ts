import { IDENTITY, type Matrix, multiply, type Path } from '../../base/geometry.ts';
import type { InlineBox } from '../boxes/box.ts';
import { insideOf } from '../boxes/inline-chain.ts';
import { isFloat, isPositioned } from '../boxes/out-of-flow.ts';
import type { Artifact } from '../boxes/structure.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { BoxFragment, LineFragment, PlacedFragment, TextFragment } from '../layout/fragment.ts';
import { overflowClip, transformOf } from './effects.ts';

/**
 * The order of painting (CSS 2 appendix E): a walk over the fragments sorts what they paint into the layers of their
 * stacking contexts. Nothing is painted here.
 */

/** A box fragment with its place on the page (inside its stacking context, where that is transformed). */
export interface PlacedBox {
  readonly fragment: BoxFragment;
  readonly x: number;
  readonly y: number;
  /** What repeated and marginal content is marked as instead of its leaves. */
  readonly ambient: Artifact | undefined;
}

/** An overflow clip inside those of its ancestors up to the stacking context. */
export interface ClipNode {
  readonly parent: ClipNode | undefined;
  readonly path: Path;
  readonly depth: number;
}

export interface BoxStep {
  /** Background and borders, the picture of a replaced box, what lies over the content, the outline. */
  readonly type: 'box' | 'replaced' | 'over' | 'outline';
  readonly at: PlacedBox;
  readonly clip: ClipNode | undefined;
}

/** What one context paints of a line: backgrounds of inline boxes, atomic boxes, text. */
export interface LineStep {
  readonly type: 'line';
  readonly line: LineFragment;
  readonly x: number;
  readonly y: number;
  /** The box whose line it is. */
  readonly block: PlacedBox;
  readonly parts: LinePart[];
  /** Decorated boxes around the block, outermost first. */
  readonly decorations: readonly ComputedStyle[];
  readonly clip: ClipNode | undefined;
}

/** A text, and the number of the stretch of text, all of one context, that it is in. */
export interface LineText {
  readonly placed: PlacedFragment<TextFragment>;
  readonly order: number;
}

export type LinePart = LineText | PlacedFragment<BoxFragment> | StackingContext;

export type Step = BoxStep | LineStep | StackingContext;

/**
 * A stacking context, or what is painted like one though it leaves its positioned descendants to the context around it
 * (`home`): floats, inline blocks, flex items, positioned boxes without z-index.
 */
export class StackingContext {
  readonly type = 'context';
  /** Undefined for inline boxes, whose fragments lie in lines. */
  readonly root: PlacedBox | undefined;
  readonly style: ComputedStyle;
  readonly home: StackingContext;
  readonly clip: ClipNode | undefined;
  /** From its coordinates to the page's. */
  readonly matrix: Matrix;
  /** Its z-index where that applies, otherwise 0. */
  readonly level: number;
  /** The layers, from the back to the front. */
  readonly own: Step[] = [];
  readonly negative: StackingContext[] = [];
  readonly blocks: Step[] = [];
  readonly floats: StackingContext[] = [];
  readonly content: Step[] = [];
  readonly outlines: Step[] = [];
  readonly zero: StackingContext[] = [];
  readonly positive: StackingContext[] = [];

  constructor(
    style: ComputedStyle,
    root: PlacedBox | undefined,
    clip: ClipNode | undefined,
    around: StackingContext | undefined,
    real: boolean,
    level = 0,
  ) {
    this.level = level;
    this.style = style;
    this.root = root;
    this.clip = clip;
    this.home = real || !around ? this : around.home;
    const own = root && transformOf(style, root);
    const outer = around?.matrix ?? IDENTITY;
    this.matrix = own ? multiply(outer, own) : outer;
  }

  /** Where its element begins in the document. */
  get start(): number {
    return this.root?.fragment.box.element?.startIndex ?? Number.NaN;
  }

  get isReal(): boolean {
    return this.home === this;
  }

  get layers(): readonly (readonly Step[])[] {
    const { own, negative, blocks, floats, content, outlines, zero, positive } = this;
    return [own, negative, blocks, floats, content, outlines, zero, positive];
  }
}

type Kind = 'none' | 'positioned' | 'stacking';

const kinds = new WeakMap<ComputedStyle, Kind>();

/** What a style makes of its box, apart from what it is inside of. */
function kindOf(style: ComputedStyle): Kind {
  let kind = kinds.get(style);
  if (kind === undefined) {
    const positioned = isPositioned(style);
    const stacking =
      (positioned && (style.zIndex !== 'auto' || ['fixed', 'sticky'].includes(style.position as string))) ||
      style.opacity < 1 ||
      style.mixBlendMode !== 'normal' ||
      style.isolation === 'isolate' ||
      style.clipPath !== 'none' ||
      [style.transform, style.translate, style.rotate, style.scale].some((list) => list.length > 0);
    kind = stacking ? 'stacking' : positioned ? 'positioned' : 'none';
    kinds.set(style, kind);
  }
  return kind;
}

/** What the walk tells of boxes besides painting them. */
export interface WalkListener {
  /** Each box fragment, with the map from its coordinates to the page's. */
  box(at: PlacedBox, matrix: Matrix): void;
}

const REPEATED: Artifact = { kind: 'artifact', type: 'Pagination', subtype: 'Header' };

/** Where the walk is: what is around the next box. */
interface Surroundings {
  readonly context: StackingContext;
  readonly clip: ClipNode | undefined;
  readonly parent: BoxFragment | undefined;
  readonly decorations: readonly ComputedStyle[];
}

/** The stacking context of a fragment that nothing is around: a page's flow, a margin box. */
export function stackingOrder(root: PlacedBox, listener: WalkListener): StackingContext {
  const walk = new Walk(listener);
  const context = new StackingContext(root.fragment.box.style, root, undefined, undefined, true);
  walk.inside(root, context, { context, clip: undefined, parent: undefined, decorations: [] });
  return context;
}

class Walk {
  readonly #listener: WalkListener;
  readonly #inline = new Map<InlineBox, StackingContext>();
  #stretches = 0;
  #last: StackingContext | undefined;

  constructor(listener: WalkListener) {
    this.#listener = listener;
  }

  /** A box below block level, or a flex item or float: the layer it goes to, then what is in it. */
  #box(at: PlacedBox, around: Surroundings): void {
    const { style } = at.fragment.box;
    const kind = kindOf(style);
    const item = isItem(around.parent);
    const { home } = around.context;
    if (kind === 'stacking' || (item && style.zIndex !== 'auto'))
      this.#open(at, around, true, (context) => place(context, home), levelOf(style, item));
    else if (kind === 'positioned') this.#open(at, around, false, (context) => place(context, home));
    else if (isFloat(style)) this.#open(at, around, false, (context) => around.context.floats.push(context));
    else if (item) this.#open(at, around, false, (context) => around.context.content.push(context));
    else this.inside(at, undefined, around);
  }

  /** A context made by a box: first put into its layer, then filled, since what is in it may go to the same layer. */
  #open(at: PlacedBox, around: Surroundings, real: boolean, put: (context: StackingContext) => void, level = 0): void {
    const { style } = at.fragment.box;
    const context = new StackingContext(style, at, around.clip, around.context, real, level);
    put(context);
    const flows = !isPositioned(style) && !isFloat(style);
    this.inside(at, context, {
      context,
      clip: real ? undefined : around.clip,
      parent: around.parent,
      decorations: flows && isItem(around.parent) ? around.decorations : [],
    });
  }

  /** Steps of a box and of all that is in it; `root` is the context that the box itself makes. */
  inside(at: PlacedBox, root: StackingContext | undefined, around: Surroundings): void {
    const { fragment } = at;
    const { box } = fragment;
    const { context, clip } = around;
    this.#listener.box(at, context.matrix);
    if (paintsItself(fragment)) (root ? root.own : context.blocks).push({ type: 'box', at, clip });
    if (box.style.outlineStyle !== 'none' && box.style.outlineWidth > 0)
      context.outlines.push({ type: 'outline', at, clip });
    if (box.kind === 'replaced') context.content.push({ type: 'replaced', at, clip });
    else {
      const path = overflowClip(at);
      const inner = path ? { parent: clip, path, depth: (clip?.depth ?? 0) + 1 } : clip;
      this.#children(at, { ...around, clip: inner, parent: fragment });
    }
    if (fragment.decoration) context.blocks.push({ type: 'over', at, clip });
  }

  #children(at: PlacedBox, around: Surroundings): void {
    const { fragment, x, y } = at;
    const { style } = fragment.box;
    const decorated = style.textDecorationLine.length > 0;
    const inner = decorated ? { ...around, decorations: [...around.decorations, style] } : around;
    for (const child of fragment.children) {
      if (child.fragment.type === 'line') this.#line(child.fragment, x + child.x, y + child.y, at, around);
      else if (child.fragment.type === 'box') this.#box(placed(child.fragment, x + child.x, y + child.y, at), inner);
    }
  }

  #line(line: LineFragment, x: number, y: number, block: PlacedBox, around: Surroundings): void {
    const steps = new Map<StackingContext, LineStep>();
    const contexts = new Map<InlineBox, StackingContext>();
    const make = (context: StackingContext, box: InlineBox) => this.#inlineContext(box, context, around.clip);
    for (const child of line.children) {
      const { fragment, inside = [] } = child;
      if (fragment.type === 'line') continue;
      const own = fragment.type === 'box' && fragment.box.kind === 'inline' ? fragment.box : undefined;
      const outside = insideOf(inside, contexts, around.context, make);
      const context = own ? make(outside, own) : outside;
      let step = steps.get(context);
      if (!step) {
        const clip = context.home === around.context.home ? around.clip : undefined;
        step = { type: 'line', line, x, y, block, parts: [], decorations: around.decorations, clip };
        steps.set(context, step);
        context.content.push(step);
      }
      if (fragment.type === 'text')
        step.parts.push({ placed: child as PlacedFragment<TextFragment>, order: this.#stretch(context) });
      else {
        const at = placed(fragment, x + child.x, y + child.y, block);
        if (fragment.box.kind === 'inline') {
          this.#listener.box(at, context.matrix);
          if (fragment.box.style.outlineStyle !== 'none')
            context.outlines.push({ type: 'outline', at, clip: step.clip });
          step.parts.push(child as PlacedFragment<BoxFragment>);
        } else this.#atomic(at, step, { ...around, context, clip: step.clip });
      }
    }
  }

  #stretch(context: StackingContext): number {
    if (context !== this.#last) this.#stretches++;
    this.#last = context;
    return this.#stretches;
  }

  /** An inline block, an inline table, a picture: painted like a context of its own. */
  #atomic(at: PlacedBox, step: LineStep, around: Surroundings): void {
    const { style } = at.fragment.box;
    const kind = kindOf(style);
    const { home } = around.context;
    const put = (context: StackingContext): unknown =>
      kind === 'none' ? step.parts.push(context) : place(context, home);
    this.#open(at, { ...around, decorations: [] }, kind === 'stacking', put, levelOf(style));
  }

  /** The context that an inline box is painted in, where what it stands in is painted in `around`. */
  #inlineContext(box: InlineBox, around: StackingContext, clip: ClipNode | undefined): StackingContext {
    const kind = kindOf(box.style);
    if (kind === 'none') return around;
    let own = this.#inline.get(box);
    if (!own) {
      own = new StackingContext(box.style, undefined, clip, around, kind === 'stacking', levelOf(box.style));
      this.#inline.set(box, own);
      place(own, around.home);
    }
    return own;
  }
}

/** Whether the box has anything of its own to paint. */
const paintsItself = ({ box: { style }, border, decoration }: BoxFragment): boolean =>
  style.backgroundColor.alpha > 0 ||
  style.backgroundImage.some((image) => image !== 'none') ||
  style.boxShadow.length > 0 ||
  style.borderImageSource !== 'none' ||
  border.top > 0 ||
  border.right > 0 ||
  border.bottom > 0 ||
  border.left > 0 ||
  decoration?.type === 'table';

const isItem = (parent: BoxFragment | undefined): boolean => {
  const kind: string | undefined = parent?.box.kind;
  return kind === 'flex' || kind === 'grid';
};

const placed = (fragment: BoxFragment, x: number, y: number, { ambient }: PlacedBox): PlacedBox => ({
  fragment,
  x,
  y,
  ambient: fragment.repeated ? REPEATED : ambient,
});

/** z-index, which positioned boxes and flex items have. */
const levelOf = (style: ComputedStyle, item = false): number =>
  style.zIndex !== 'auto' && (item || isPositioned(style)) ? style.zIndex : 0;

/**
 * Puts a context into the layers of the one around it: by z-index, equal ones in the order of the document. Only boxes out
 * of the flow may come in another, since they lie in the fragment of their containing block.
 */
function place(context: StackingContext, home: StackingContext): void {
  const { level } = context;
  const layer = level === 0 ? home.zero : level < 0 ? home.negative : home.positive;
  const moved = ['absolute', 'fixed'].includes(context.style.position as string);
  const after = (other: StackingContext): boolean =>
    other.level > level || (moved && other.level === level && other.start > context.start);
  let at = layer.length;
  while (at > 0 && after(layer[at - 1]!)) at--;
  layer.splice(at, 0, context);
}
