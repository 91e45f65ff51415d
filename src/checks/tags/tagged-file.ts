import type { DiagnosticCode } from '../../base/codes.ts';
import type { Place } from '../../base/diagnostics.ts';
import { around, type Box } from '../../pdf/read/box.ts';
import type { PdfDocument } from '../../pdf/read/document.ts';
import { type ContentMark, contentMark, type PageEvent } from '../../pdf/read/events.ts';
import {
  type ContentKid,
  contentKey,
  type StructureElement,
  type StructureTree,
  textOf,
} from '../../pdf/read/structure.ts';
import { type CheckContext, type Profile, type Rule, roundedBox } from '../rule.ts';

/** What one piece of marked content paints. */
export interface Piece {
  /** By the language that marked content inside of it names; '' for that of its element. */
  readonly texts: Map<string, string>;
  text: string;
  readonly page: number;
  /** Around all of it. */
  box: Box;
  /** Of its first and last text that stands upright, undefined where there is none. */
  first: Box | undefined;
  last: Box | undefined;
}

/** The structure tree with what its content says and where it lies. */
export interface TaggedFile {
  readonly document: PdfDocument;
  readonly tree: StructureTree;
  readonly profile: Profile;
  readonly pieceOf: (kid: ContentKid) => Piece | undefined;
  /** What is read of an element: its replacement text or that of its content, white space as single spaces. */
  readonly text: (element: StructureElement) => string;
  readonly place: (element: StructureElement) => Place;
  readonly report: (code: DiagnosticCode, message: string, place?: Place, hint?: string) => void;
}

/** A rule for the tags of a file, after all pages have been seen. */
export type TagRule = (file: TaggedFile) => void;

/** The rules for tags as one rule of preflight: what they look at is collected once. */
export const tagRules = (profiles: readonly Profile[], rules: readonly TagRule[]): Rule => ({
  profiles,
  begin: (context) => {
    const tree = context.document.structure;
    if (!tree?.elements.length) return {};
    const pieces = new Map<string, Piece>();
    return {
      event(event, page) {
        const mark = contentMark(event);
        if (mark && event.within === 'page') addTo(pieces, mark, event, page.number);
      },
      end() {
        const file = taggedFile(context, tree, pieces);
        for (const rule of rules) rule(file);
      },
    };
  },
});

function addTo(pieces: Map<string, Piece>, mark: ContentMark, event: PageEvent, page: number): void {
  const key = contentKey(page, mark.stream, mark.mcid!);
  let piece = pieces.get(key);
  if (!piece) {
    piece = { texts: new Map(), text: '', page, box: event.box, first: undefined, last: undefined };
    pieces.set(key, piece);
  }
  piece.box = joined(piece.box, event.box);
  if (event.kind !== 'text') return;
  const lang = event.marks.findLast(({ dict }) => dict?.text('Lang') !== undefined)?.dict?.text('Lang') ?? '';
  piece.texts.set(lang, (piece.texts.get(lang) ?? '') + event.text);
  piece.text += event.text;
  const [, b, , d] = event.matrix;
  if (!event.text.trim() || Math.abs(b) > Math.abs(d) / 100 || event.font.vertical) return;
  piece.first ??= event.box;
  piece.last = event.box;
}

export const joined = (a: Box, b: Box): Box =>
  around([
    [a[0], a[1]],
    [a[2], a[3]],
    [b[0], b[1]],
    [b[2], b[3]],
  ]);

function taggedFile(
  { document, profile, report }: CheckContext,
  tree: StructureTree,
  pieces: ReadonlyMap<string, Piece>,
): TaggedFile {
  const pieceOf = ({ page, stream, mcid }: ContentKid): Piece | undefined => pieces.get(contentKey(page, stream, mcid));
  const text = (element: StructureElement): string => squeezed(textOf(element, (kid) => pieceOf(kid)?.text ?? ''));
  const place = (element: StructureElement): Place => {
    const content = contentOf(element).next().value;
    const piece = content && pieceOf(content);
    const words = text(element);
    const shown = words.length > 30 ? `${words.slice(0, 29)}…` : words;
    return {
      page: piece?.page ?? element.page,
      object: element.object,
      box: shown ? `${element.type} "${shown}"` : element.type,
      ...(piece && { area: roundedBox(piece.box) }),
    };
  };
  return { document, tree, profile, pieceOf, text, place, report };
}

/** White space as single spaces; soft hyphens and marks of direction off. */
export const squeezed = (text: string): string =>
  text
    .replace(/[\u00ad\u200b-\u200f\u2060-\u2069\ufeff]/g, '')
    .replace(/[\s\0]+/g, ' ')
    .trim();

/** The content of an element and of those in it, in the order of reading. */
export function* contentOf(element: StructureElement): Generator<ContentKid> {
  const waiting = [...element.kids].reverse();
  for (let kid = waiting.pop(); kid; kid = waiting.pop()) {
    if (kid.kind === 'content') yield kid;
    else if (kid.kind === 'element') for (let i = kid.kids.length - 1; i >= 0; i--) waiting.push(kid.kids[i]!);
  }
}

/** The elements directly in one. */
export const childrenOf = (element: StructureElement): readonly StructureElement[] =>
  element.kids.filter((kid) => kid.kind === 'element');

/** Those of a role in an element, at any depth; what `stops` is not entered. */
export function* within(
  element: StructureElement,
  found: (one: StructureElement) => boolean,
  stops: (one: StructureElement) => boolean = () => false,
): Generator<StructureElement> {
  const waiting = [...childrenOf(element)].reverse();
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (found(one)) yield one;
    if (!stops(one)) waiting.push(...[...childrenOf(one)].reverse());
  }
}
