import { concatBytes } from '../../base/bytes.ts';
import { type Box, boxOf, common } from './box.ts';
import { decodeStream, lossOf } from './filters.ts';
import { Dict, Ref, Stream } from './objects.ts';
import type { ObjectStore } from './store.ts';

export type BoxName = 'MediaBox' | 'CropBox' | 'BleedBox' | 'TrimBox' | 'ArtBox';

/** A page with what it inherits (ISO 32000-1 section 7.7.3). */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly object: number | undefined;
  readonly dict: Dict;
  readonly resources: Dict | undefined;
  /** As they are written or inherited; undefined where the page does not name them. */
  readonly boxes: Readonly<Partial<Record<BoxName, Box>>>;
  readonly mediaBox: Box;
  /** What is shown: the crop box inside the media box. */
  readonly cropBox: Box;
  /** pt for one unit of user space. */
  readonly unit: number;
  /** Degrees clockwise. */
  readonly rotate: number;
}

const MOST_PAGES = 50_000;
const LETTER: Box = [0, 0, 612, 792];
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
type Inherited = Partial<Record<(typeof INHERITED)[number], Dict>>;

/** The leaves of the page tree in order. Nodes that are met twice are passed over and reported. */
export function readPages(root: Dict, store: ObjectStore): Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();
  const waiting: { readonly node: unknown; readonly inherited: Inherited }[] = [
    { node: root.entries.get('Pages'), inherited: {} },
  ];
  while (waiting.length && !store.budget.spent()) {
    const { node, inherited } = waiting.pop()!;
    if (node instanceof Ref) {
      if (seen.has(node.number)) {
        store.report('pdf-syntax', 'the page tree leads to this object more than once', { object: node.number });
        continue;
      }
      seen.add(node.number);
    }
    const dict = store.resolve(node as Ref);
    if (!(dict instanceof Dict)) {
      store.report('pdf-syntax', 'the page tree names an object that is no page', {
        object: node instanceof Ref ? node.number : undefined,
      });
      continue;
    }
    const known: Inherited = { ...inherited };
    for (const key of INHERITED) if (dict.has(key)) known[key] = dict;
    const kids = dict.array('Kids') ? dict.get('Kids') : undefined;
    if (dict.name('Type') === 'Pages' || (kids && dict.name('Type') !== 'Page')) {
      for (const kid of [...((kids as readonly unknown[]) ?? [])].reverse())
        waiting.push({ node: kid, inherited: known });
      if (waiting.length > MOST_PAGES * 4) break;
    } else {
      pages.push(pageOf(dict, known, pages.length + 1, node instanceof Ref ? node.number : dict.object));
      if (pages.length >= MOST_PAGES) {
        store.report('pdf-syntax', `the file has more than ${MOST_PAGES} pages; the rest is not read`);
        break;
      }
    }
  }
  return pages;
}

function pageOf(dict: Dict, inherited: Inherited, number: number, object: number | undefined): Page {
  const box = (name: BoxName): Box | undefined =>
    boxOf((name === 'MediaBox' || name === 'CropBox' ? inherited[name] : dict)?.numbers(name));
  const names: readonly BoxName[] = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox'];
  const boxes = Object.fromEntries(
    names.map((name) => [name, box(name)]).filter(([, value]) => value),
  ) as Page['boxes'];
  const mediaBox = boxes.MediaBox ?? LETTER;
  const unit = dict.number('UserUnit') ?? 1;
  return {
    number,
    object,
    dict,
    resources: inherited.Resources?.dict('Resources'),
    boxes,
    mediaBox,
    cropBox: (boxes.CropBox && common(boxes.CropBox, mediaBox)) ?? mediaBox,
    unit: unit > 0 ? unit : 1,
    rotate: (((inherited.Rotate?.number('Rotate') ?? 0) % 360) + 360) % 360 || 0,
  };
}

/** The content streams of a page; section 7.8.2: a break between two counts as white space. */
export function contentOf(page: Page, report: (fault: string) => void): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const stream of page.dict.dicts('Contents')) {
    if (!(stream instanceof Stream)) continue;
    const decoded = decodeStream(stream);
    const { bytes } = decoded;
    const loss = lossOf(decoded);
    if (loss) report(loss);
    if (length + bytes.length > 128 << 20) {
      report('its content is longer than 128 MB');
      break;
    }
    parts.push(bytes, new Uint8Array([10]));
    length += bytes.length + 1;
  }
  if (parts.length === 2) return parts[0]!;
  return concatBytes(parts);
}
