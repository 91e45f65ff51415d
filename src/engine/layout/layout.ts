import type { Box } from '../boxes/box.ts';
import type { TextContext } from '../text/paragraph.ts';
import { layoutBlock } from './block.ts';
import { layoutFlex } from './flex.ts';
import type { BoxFragment } from './fragment.ts';
import { intrinsicSizes } from './intrinsic.ts';
import { layoutReplaced } from './replaced.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type IntrinsicSizes, type LayoutContext, type LayoutResult } from './space.ts';
import { layoutTable } from './table.ts';

/** Makes the layout functions over one set of fonts. What a box gives in a space without breaks is kept. */
export function createLayout(text: TextContext): LayoutContext {
  const intrinsics = new WeakMap<Box, IntrinsicSizes>();
  const wholes = new WeakMap<Box, Map<string, BoxFragment>>();
  const context: LayoutContext = {
    text,
    layout(box, space, token) {
      return space.fragmentainer ? dispatch(box, space, token, context) : { type: 'fragment', fragment: context.layoutWhole(box, space), appeal: APPEAL.perfect };
    },
    layoutWhole(box, { fragmentainer: _, ...space }) {
      const key = `${space.availableWidth}|${space.availableHeight}|${space.fixedWidth}|${space.fixedHeight}|${space.shrinkToFit}`;
      let known = wholes.get(box);
      if (!known) {
        known = new Map();
        wholes.set(box, known);
      }
      let fragment = known.get(key);
      if (!fragment) {
        const result = dispatch(box, space, undefined, context);
        if (result.type !== 'fragment') throw new Error(`${box.label} breaks where nothing breaks`);
        fragment = result.fragment;
        known.set(key, fragment);
      }
      return fragment;
    },
    intrinsic(box) {
      let sizes = intrinsics.get(box);
      if (!sizes) {
        sizes = intrinsicSizes(box, context);
        intrinsics.set(box, sizes);
      }
      return sizes;
    },
  };
  return context;
}

function dispatch(box: Box, space: ConstraintSpace, token: BreakToken | undefined, context: LayoutContext): LayoutResult {
  switch (box.kind) {
    case 'block':
      return layoutBlock(box, space, token, context);
    case 'flex':
      return layoutFlex(box, space, token, context);
    case 'table':
      return layoutTable(box, space, token, context);
    case 'replaced':
      return { type: 'fragment', fragment: layoutReplaced(box, space), token: undefined, appeal: APPEAL.perfect };
  }
}
