import { type AnyNode, type Element, isTag, Text } from 'domhandler';

/** What selectors ask of elements beyond names and attributes. The tree does not change once it is styled. */

export const parentOf = (element: Element): Element | undefined =>
  element.parent && isTag(element.parent as AnyNode) ? (element.parent as Element) : undefined;

export function previousElement(element: Element): Element | undefined {
  let node = element.prev as AnyNode | null;
  while (node && !isTag(node)) node = node.prev as AnyNode | null;
  return node ?? undefined;
}

export function nextElement(element: Element): Element | undefined {
  let node = element.next as AnyNode | null;
  while (node && !isTag(node)) node = node.next as AnyNode | null;
  return node ?? undefined;
}

export const childElements = (element: Element): Element[] => (element.children as AnyNode[]).filter(isTag);

/** Place among the siblings, from 1, counted from the start and from the end. */
export interface Position {
  readonly first: number;
  readonly last: number;
}

const positions = new WeakMap<Element, Position>();
const typePositions = new WeakMap<Element, Position>();

function number(list: readonly Element[], into: WeakMap<Element, Position>): void {
  list.forEach((element, i) => {
    into.set(element, { first: i + 1, last: list.length - i });
  });
}

const ALONE: Position = { first: 1, last: 1 };

/** All the children of a parent are numbered at once, so that long tables take no square of their rows. */
export function positionOf(element: Element): Position {
  const parent = parentOf(element);
  if (!parent) return ALONE;
  let found = positions.get(element);
  if (!found) {
    number(childElements(parent), positions);
    found = positions.get(element);
  }
  return found ?? ALONE;
}

export function typePositionOf(element: Element): Position {
  const parent = parentOf(element);
  if (!parent) return ALONE;
  let found = typePositions.get(element);
  if (!found) {
    const types = new Map<string, Element[]>();
    for (const child of childElements(parent)) {
      const list = types.get(child.name);
      if (list) list.push(child);
      else types.set(child.name, [child]);
    }
    for (const list of types.values()) number(list, typePositions);
    found = typePositions.get(element);
  }
  return found ?? ALONE;
}

/** Without content: comments and nothing else (Selectors 4 section 13.2). */
export const isEmpty = (element: Element): boolean =>
  (element.children as AnyNode[]).every((node) => !isTag(node) && !(node instanceof Text && node.data !== ''));

export function languageOf(element: Element): string {
  for (let node: Element | undefined = element; node; node = parentOf(node)) {
    const lang = node.attribs.lang ?? node.attribs['xml:lang'];
    if (lang !== undefined) return lang;
  }
  return '';
}

/** Extended filtering of RFC 4647 section 3.3.2; `*` alone stands for any language that is known. */
export function matchesLanguage(range: string, tag: string): boolean {
  if (tag === '' || range === '') return tag === range;
  const [wanted, own] = [range.toLowerCase().split('-'), tag.toLowerCase().split('-')];
  if (wanted[0] !== '*' && wanted[0] !== own[0]) return false;
  let at = 1;
  for (const part of wanted.slice(1)) {
    if (part === '*') continue;
    while (at < own.length && own[at] !== part) {
      if (own[at]!.length === 1) return false;
      at++;
    }
    if (at++ >= own.length) return false;
  }
  return true;
}

/** The direction of an element (HTML section 3.2.6.4); `dir=auto` was resolved when the page was read. */
export function directionalityOf(element: Element): 'ltr' | 'rtl' {
  for (let node: Element | undefined = element; node; node = parentOf(node)) {
    const dir = node.attribs.dir;
    if (dir === 'ltr' || dir === 'rtl') return dir;
  }
  return 'ltr';
}

const CONTROLS = new Set(['button', 'input', 'select', 'textarea', 'optgroup', 'option', 'fieldset']);

/** HTML section 4.16.3: what can be disabled, and whether it is. Undefined for other elements. */
export function isDisabled(element: Element): boolean | undefined {
  if (!CONTROLS.has(element.name)) return undefined;
  if (element.attribs.disabled !== undefined) return true;
  for (let node = parentOf(element); node; node = parentOf(node)) {
    const passes = node.name === 'fieldset' || (node.name === 'optgroup' && element.name === 'option');
    if (passes && node.attribs.disabled !== undefined) return true;
  }
  return false;
}

const has = (element: Element, name: string): boolean => element.attribs[name] !== undefined;
/** Whether an option is selected: in a menu one always is (HTML section 4.10.7). */
function isChosen(option: Element): boolean {
  const around = parentOf(option);
  const select = around?.name === 'optgroup' ? parentOf(around) : around;
  if (select?.name !== 'select' || has(select, 'multiple')) return has(option, 'selected');
  const options = childElements(select)
    .flatMap((child) => (child.name === 'optgroup' ? childElements(child) : [child]))
    .filter(({ name }) => name === 'option');
  const marked = options.findLast((one) => has(one, 'selected'));
  if (marked || Number.parseInt(select.attribs.size ?? '', 10) > 1) return marked === option;
  return option === (options.find((one) => !has(one, 'disabled')) ?? options[0]);
}

const isLink = (element: Element): boolean => (element.name === 'a' || element.name === 'area') && has(element, 'href');
const editable = (element: Element): boolean =>
  (element.name === 'input' || element.name === 'textarea') &&
  !has(element, 'readonly') &&
  isDisabled(element) === false;
const entry = (element: Element): boolean => ['input', 'select', 'textarea'].includes(element.name);
const never = (): boolean => false;

/** Pseudo-classes without arguments. What only a reader at a screen brings about never is so on paper. */
export const SIMPLE_PSEUDO_CLASSES: ReadonlyMap<string, (element: Element) => boolean> = new Map<
  string,
  (element: Element) => boolean
>([
  ['root', (element) => parentOf(element) === undefined],
  ['scope', (element) => parentOf(element) === undefined],
  ['empty', isEmpty],
  ['first-child', (element) => positionOf(element).first === 1],
  ['last-child', (element) => positionOf(element).last === 1],
  ['only-child', (element) => positionOf(element).first === 1 && positionOf(element).last === 1],
  ['first-of-type', (element) => typePositionOf(element).first === 1],
  ['last-of-type', (element) => typePositionOf(element).last === 1],
  ['only-of-type', (element) => typePositionOf(element).first === 1 && typePositionOf(element).last === 1],
  ['link', isLink],
  ['any-link', isLink],
  ['defined', () => true],
  ['enabled', (element) => isDisabled(element) === false],
  ['disabled', (element) => isDisabled(element) === true],
  [
    'checked',
    (element) => {
      const { name, attribs } = element;
      if (name === 'option') return isChosen(element);
      return name === 'input' && /^(checkbox|radio)$/i.test(attribs.type ?? '') && attribs.checked !== undefined;
    },
  ],
  ['required', (element) => entry(element) && has(element, 'required')],
  ['optional', (element) => entry(element) && !has(element, 'required')],
  ['read-write', editable],
  ['read-only', (element) => !editable(element)],
  ['placeholder-shown', (element) => entry(element) && has(element, 'placeholder') && !element.attribs.value],
  ['open', (element) => (element.name === 'details' || element.name === 'dialog') && has(element, 'open')],
  ...[
    'hover', 'active', 'focus', 'focus-visible', 'focus-within', 'visited', 'target', 'target-within', 'target-current',
    'current', 'past', 'future', 'playing', 'paused', 'seeking', 'buffering', 'stalled', 'muted', 'volume-locked',
    'fullscreen', 'modal', 'picture-in-picture', 'popover-open', 'autofill', 'user-valid', 'user-invalid', 'indeterminate',
  ].map((name) => [name, never] as const),
]); // biome-ignore format: a table
