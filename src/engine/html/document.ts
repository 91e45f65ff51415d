import { type AnyNode, Element, isTag, Text } from 'domhandler';
import { codePointName } from '../../base/characters.ts';
import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import { LineIndex, type SourceText } from '../../base/source.ts';
import { closest } from '../../base/suggest.ts';
import { resolveDirections } from './directionality.ts';
import { KNOWN_ELEMENTS, UNSUPPORTED_ELEMENTS } from './elements.ts';
import { growUses } from './svg-use.ts';
import { buildTree, link } from './tree-builder.ts';

/** A parsed page: one `html` element with `head` and `body`, whatever the author left out. */
export interface HtmlDocument {
  readonly file: string;
  readonly root: Element;
  readonly head: Element;
  readonly body: Element;
  readonly lang: string;
  readonly title: string;
  /** Where a node begins. */
  placeOf(node: AnyNode): { readonly file: string; readonly line: number; readonly column: number };
  /** Where the value of an attribute begins; the start of the element where it is not written so. */
  attributePlace(element: Element, name: string): Place;
}

/**
 * Parses HTML. Offsets of nodes count in the text given, so findings name its lines. Elements outside the supported
 * subset give findings and are kept; what would run, fetch or ask is dropped. Elements lie `mostDepth` deep at most.
 */
export function parseHtml(
  source: SourceText,
  fallbackLang: string,
  report: Report,
  mostDepth = MOST_DEPTH,
): HtmlDocument {
  const { root, head, body, formattingStops } = buildTree(source.text);
  let index: LineIndex | undefined;
  const placeOf: HtmlDocument['placeOf'] = (node) => {
    index ??= new LineIndex(source.text);
    return { file: source.file, ...index.position(node.startIndex ?? 0) };
  };
  const attributePlace = (element: Element, name: string): Place => {
    const start = element.startIndex ?? 0;
    const end = attributeStart(source.text, start, name);
    if (end === undefined) return placeOf(element);
    index ??= new LineIndex(source.text);
    return { file: source.file, ...index.position(end) };
  };
  if (formattingStops) {
    const message = `<${formattingStops.name}> is not ended, and goes on in too many elements; the rest is without it`;
    report(finding('html-unended-formatting', message, placeOf(formattingStops)));
  }
  flatten(body, mostDepth, report, placeOf);
  check(body, report, placeOf);
  growUses(body, placeOf, report);
  resolveDirections(root);
  const title = head.children.find((child): child is Element => isTag(child) && child.name === 'title');
  for (const node of title?.children ?? []) if (node instanceof Text) checkText(node, report, placeOf);
  return {
    file: source.file,
    root,
    head,
    body,
    lang: root.attribs.lang ?? fallbackLang,
    title: title ? textOf(title).trim().replace(/\s+/g, ' ') : '',
    placeOf,
    attributePlace,
  };
}

const ATTRIBUTE = /[\s/]*([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/y;

/** Offset of the value of an attribute in the tag that begins at `start`. */
function attributeStart(text: string, start: number, name: string): number | undefined {
  const tag = /^<[^\s/>]+/.exec(text.slice(start, start + 100));
  if (!tag) return undefined;
  ATTRIBUTE.lastIndex = start + tag[0].length;
  for (let match = ATTRIBUTE.exec(text); match; match = ATTRIBUTE.exec(text)) {
    if (match[1]!.toLowerCase() !== name) continue;
    const value = match[0].indexOf('=');
    const from = match.index + value + 1;
    return value < 0 ? undefined : from + /^\s*["']?/.exec(text.slice(from, from + 100))![0].length;
  }
  return undefined;
}

/** Deeper than any page is written: a thousand elements, and something around them. */
export const MOST_DEPTH = 1100;

/**
 * Limits the depth of the tree, on which everything after recurses: what is deeper becomes siblings. Goes without
 * recursion itself.
 */
function flatten(body: Element, most: number, report: Report, placeOf: HtmlDocument['placeOf']): void {
  const open: { readonly element: Element; readonly depth: number }[] = [{ element: body, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { element, depth } = next;
    if (depth < most) {
      for (const child of element.children as AnyNode[])
        if (isTag(child) && child.children.length) open.push({ element: child, depth: depth + 1 });
      continue;
    }
    if (!(element.children as AnyNode[]).some((child) => isTag(child) && child.children.length > 0)) continue;
    report(finding('html-too-deep', `elements are nested more than ${most} deep`, placeOf(element)));
    const flat: AnyNode[] = [];
    const waiting = [...(element.children as AnyNode[])].reverse();
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      flat.push(node);
      if (!isTag(node)) continue;
      for (const child of (node.children as AnyNode[]).toReversed()) waiting.push(child);
      node.children = [];
    }
    for (const node of flat) node.parent = element;
    element.children = flat as Element['children'];
    link(element);
  }
}

/** Controls that no page shows (HTML section 13.1.4 allows none of them), and halves of surrogate pairs. */
const UNPRINTABLE =
  /[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Takes out what is no character, and says so once for each text. */
function checkText(node: Text, report: Report, placeOf: HtmlDocument['placeOf']): void {
  const found = node.data.match(UNPRINTABLE);
  if (!found) return;
  const codes = [...new Set(found)].slice(0, 5).map((unit) => codePointName(unit.charCodeAt(0)));
  report(finding('html-control-character', `the text has ${codes.join(', ')}, which no page can show`, placeOf(node)));
  node.data = node.data.replace(UNPRINTABLE, (unit) => (unit >= '\ud800' ? '\ufffd' : ''));
}

/** The line break after the start tag belongs to the markup (HTML section 13.2.6.4.7). */
function dropFirstBreak({ name, children: [first] }: Element): void {
  if ((name === 'pre' || name === 'listing' || name === 'textarea') && first instanceof Text)
    first.data = first.data.replace(/^\r?\n/, '');
}

/** A `details` without a summary has one that says so (HTML section 15.5.5). */
function giveSummary(details: Element): void {
  if ((details.children as AnyNode[]).some((child) => isTag(child) && child.name === 'summary')) return;
  const summary = new Element('summary', {}, [new Text('Details')]);
  summary.startIndex = details.startIndex;
  details.children = [summary, ...details.children];
  for (const child of [summary, summary.firstChild!]) child.parent = child === summary ? details : summary;
  link(details);
}

function check(parent: Element, report: Report, placeOf: HtmlDocument['placeOf']): void {
  dropFirstBreak(parent);
  if (parent.name === 'details') giveSummary(parent);
  let dropped = false;
  const kept = (parent.children as AnyNode[]).filter((child) => {
    if (child instanceof Text) checkText(child, report, placeOf);
    if (!isTag(child)) return true;
    const dead = child.name === 'script' || UNSUPPORTED_ELEMENTS[child.name]?.dropped === true;
    if (!KNOWN_ELEMENTS.has(child.name)) reportUnknown(child, dead, report, placeOf);
    if (dead) {
      dropped = true;
      return false;
    }
    // The contents of <svg> are read by engine/images.
    if (child.name !== 'svg') check(child, report, placeOf);
    return true;
  });
  if (kept.length !== parent.children.length || dropped) {
    parent.children = kept as Element['children'];
    link(parent);
  }
}

function reportUnknown(element: Element, dropped: boolean, report: Report, placeOf: HtmlDocument['placeOf']): void {
  const { name, children } = element;
  // Elements with a hyphen are the author's own; they have the meaning their style gives them.
  if (name.includes('-')) return;
  const known = UNSUPPORTED_ELEMENTS[name];
  const rest = dropped ? ' and left out' : children.length ? '; its content is laid out' : '';
  const near = known ? undefined : closest(name, [...KNOWN_ELEMENTS, ...Object.keys(UNSUPPORTED_ELEMENTS)]);
  const hint = known?.hint ?? (near && `did you mean <${near}>?`);
  report(finding('html-unknown-element', `<${name}> is not supported${rest}`, placeOf(element), hint));
}

/** Text of a node and its descendants, white space as it stands. */
export function textOf(node: AnyNode): string {
  if (node instanceof Text) return node.data;
  return 'children' in node ? (node.children as AnyNode[]).map(textOf).join('') : '';
}
