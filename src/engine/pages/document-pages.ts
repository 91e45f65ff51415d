import { type Element, isTag } from 'domhandler';
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

type Context = Omit<BoxContext, 'references'>;

/**
 * Boxes and pages of a document. What refers to other pages is set with what the last layout knew, and laid out again
 * until that is what the new one says too.
 */
export function layoutPages(context: Context, layout: LayoutContext): DocumentPages {
  const asked = new References();
  const plain = treeWithoutReferences(context, asked);
  if (plain) return finish(attempt(plain, asked, context, layout), context, layout);
  // The texts and counters of the document are known before any page is.
  let knowledge: Knowledge = {
    targets: asked.targets,
    pageCounters: () => undefined,
    footnoteNumber: () => undefined,
  };
  for (let round = 1; ; round++) {
    const outcome = settle(context, knowledge, layout, round === MOST_LAYOUTS);
    if ('pages' in outcome) return outcome;
    knowledge = outcome;
  }
}

/** The boxes of a document that refers to nothing in itself; undefined for others. */
function treeWithoutReferences(context: Context, references: References): BoxTree | undefined {
  const tree = buildBoxTree({ ...context, references });
  return references.asked ? undefined : tree;
}

/**
 * One layout: its pages, or only what it found out where its references were not true. Nothing else of it is held: the
 * next one needs as much memory.
 */
function settle(context: Context, known: Knowledge, layout: LayoutContext, isLast: boolean): DocumentPages | Knowledge {
  const references = new References(known);
  const found = attempt(buildBoxTree({ ...context, references }), references, context, layout);
  if (!references.agree(found.knowledge)) {
    if (!isLast) return found.knowledge;
    const text = `the page numbers in cross references do not settle in ${MOST_LAYOUTS} layouts`;
    context.report(finding('page-unsettled', text));
  }
  return finish(found, context, layout);
}

interface Attempt {
  readonly tree: BoxTree;
  readonly flow: readonly FlowPage[];
  readonly values: readonly PageValues[];
  readonly knowledge: Knowledge;
}

/** The flow on its pages, with the counters, strings and running elements of each and where each element begins. */
function attempt(tree: BoxTree, { targets }: References, context: Context, layout: LayoutContext): Attempt {
  const flow = paginate(tree, context.styled, layout, context.report);
  const progress = new PageProgress(tree.marks);
  const values = flow.map(({ box, content }) => progress.page(box.style, content.fragment));
  for (const { counters } of values) counters.define(`${PAGE_COUNTER}s`, flow.length);
  return { tree, flow, values, knowledge: knowledgeOf(targets, values, progress.begun, progress.notes) };
}

function finish({ tree, flow, values, knowledge }: Attempt, context: Context, layout: LayoutContext): DocumentPages {
  const boxes = { ...context, references: new References(knowledge) };
  const pages = flow.map((page, i) => ({
    ...page,
    marginBoxes: layoutMarginBoxes(page.box, values[i]!, boxes, layout),
  }));
  return { tree, pages };
}

/** Where each element begins, and the counters there; holds no box. */
function knowledgeOf(
  targets: Knowledge['targets'],
  values: readonly PageValues[],
  begun: ReadonlyMap<Element, number>,
  notes: ReadonlyMap<Element, number>,
): Knowledge {
  return {
    targets,
    pageCounters: (element) => {
      // What has no box is where that around it begins.
      for (let node: Element['parent'] = element; node && isTag(node); node = node.parent) {
        const number = begun.get(node);
        if (number !== undefined) return values[number - 1]?.counters;
      }
      return undefined;
    },
    footnoteNumber: (element) => notes.get(element),
  };
}
