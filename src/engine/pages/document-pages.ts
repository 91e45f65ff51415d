import { finding } from '../../base/diagnostics.ts';
import type { BoxTree } from '../boxes/box.ts';
import { type BoxContext, buildBoxTree } from '../boxes/build.ts';
import { PAGE_COUNTER } from '../boxes/counters.ts';
import type { PageValues } from '../boxes/generated.ts';
import { type Knowledge, References } from '../boxes/references.ts';
import type { BoxFragment, PlacedFragment } from '../layout/fragment.ts';
import type { LayoutContext } from '../layout/space.ts';
import { layoutMarginBoxes } from './margin-boxes.ts';
import { PageProgress } from './page-progress.ts';
import { paginate } from './paginate.ts';
import type { FlowPage } from './positioned.ts';

/** One finished page: the flow's fragment and the margin boxes, placed from the page's top left corner. CSS px. */
export interface Page extends FlowPage {
  readonly marginBoxes: readonly PlacedFragment<BoxFragment>[];
}

export interface DocumentPages {
  readonly tree: BoxTree;
  readonly pages: readonly Page[];
}

/** Layouts of one document until its cross references are true. More help only where two answers take turns. */
const MOST_LAYOUTS = 5;

/**
 * Boxes and pages of a document. What refers to other pages is set with what the last layout knew, and laid out again
 * until that is what the new one says too.
 */
export function layoutPages(context: Omit<BoxContext, 'references'>, layout: LayoutContext): DocumentPages {
  let references = new References();
  let tree = buildBoxTree({ ...context, references });
  if (references.asked) {
    // The texts and counters of the document are known before any page is.
    references = new References({
      targets: references.targets,
      pageCounters: () => undefined,
      footnoteNumber: () => undefined,
    });
    tree = buildBoxTree({ ...context, references });
  }
  for (let round = 1; ; round++) {
    const flow = paginate(tree, context.styled, layout, context.report);
    const { values, knowledge } = learn(tree, flow, references);
    const settled = references.agree(knowledge);
    if (settled || round === MOST_LAYOUTS) {
      if (!settled)
        context.report(
          finding('page-unsettled', `the page numbers in cross references do not settle in ${MOST_LAYOUTS} layouts`),
        );
      const boxes = { ...context, references: new References(knowledge) };
      const pages = flow.map((page, i) => ({
        ...page,
        marginBoxes: layoutMarginBoxes(page.box, values[i]!, boxes, layout),
      }));
      return { tree, pages };
    }
    references = new References(knowledge);
    tree = buildBoxTree({ ...context, references });
  }
}

/** Counters, strings and running elements page by page, and where each element begins. */
function learn(
  tree: BoxTree,
  flow: readonly FlowPage[],
  { targets }: References,
): { readonly values: readonly PageValues[]; readonly knowledge: Knowledge } {
  const progress = new PageProgress(tree.marks);
  const values = flow.map(({ box, content }) => progress.page(box.style, content.fragment));
  for (const { counters } of values) counters.define(`${PAGE_COUNTER}s`, flow.length);
  return {
    values,
    knowledge: {
      targets,
      pageCounters: (element) => {
        const number = progress.pageOf(element);
        return number === undefined ? undefined : values[number - 1]?.counters;
      },
      footnoteNumber: (element) => progress.footnoteNumber(element),
    },
  };
}
