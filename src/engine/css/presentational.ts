import { type Element, isTag } from 'domhandler';
import { inputHints, meterHints, progressHints } from './control-hints.ts';

/**
 * Attributes of HTML that count as author rules of no specificity (HTML section 15.3): for each the elements that have
 * it, and its value as CSS. A value that is not well-formed has no effect, as in browsers, and gives no finding.
 */
interface Hint {
  readonly attribute: string;
  readonly elements: ReadonlySet<string>;
  readonly css: (value: string, element: Element) => string | undefined;
}

const COLOR = /^(#[\da-f]{3}|#[\da-f]{6}|[a-z]+)$/i;

/** Legacy colours (HTML section 2.3.6): names, `#rgb`, `#rrggbb` and six bare digits. */
function color(value: string): string | undefined {
  const text = value.trim();
  if (/^[\da-f]{6}$/i.test(text)) return `#${text}`;
  return COLOR.test(text) && !/^(inherit|initial|unset|revert|transparent)$/i.test(text) ? text : undefined;
}

/** A dimension (HTML section 2.3.4.4): digits, what follows is a percent sign or is ignored. */
function dimension(value: string): string | undefined {
  const [, digits, percent] = /^\s*\+?(\d{1,9}(?:\.\d+)?)\s*(%?)/.exec(value) ?? [];
  return digits && `${digits}${percent || 'px'}`;
}

const notZero = (value: string): string | undefined => {
  const length = dimension(value);
  return length && Number.parseFloat(length) > 0 ? length : undefined;
};

const whole = (value: string): number | undefined => {
  const [, digits] = /^\s*\+?(\d{1,6})/.exec(value) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

const as =
  (...properties: readonly string[]) =>
  (read: (value: string) => string | undefined) =>
  (value: string): string | undefined => {
    const text = read(value);
    return text && properties.map((property) => `${property}:${text};`).join('');
  };

const ALIGN = /^(left|right|center|justify|middle)$/i;
const textAlign = (value: string): string | undefined => {
  const word = ALIGN.exec(value.trim())?.[1]?.toLowerCase();
  return word && `text-align:${word === 'middle' ? 'center' : word};`;
};
/** Of elements that place the blocks in them too. */
const blockAlign = (value: string): string | undefined => {
  const text = textAlign(value);
  return text?.replace(/:(?=left|right|center)/, ':-webkit-');
};
const VERTICAL = /^(top|middle|bottom|baseline)$/i;

/** A block put to the left, the right or the middle. */
function placed(value: string): string | undefined {
  const word = value.trim().toLowerCase();
  if (word === 'center') return 'margin-left:auto;margin-right:auto;';
  return word === 'left' || word === 'right' ? `float:${word};` : undefined;
}

function hrAlign(value: string): string | undefined {
  const word = value.trim().toLowerCase();
  if (word === 'left') return 'margin-left:0;margin-right:auto;';
  if (word === 'right') return 'margin-left:auto;margin-right:0;';
  return word === 'center' ? 'margin-left:auto;margin-right:auto;' : undefined;
}

function imageAlign(value: string): string | undefined {
  const word = value.trim().toLowerCase();
  if (word === 'left' || word === 'right') return `float:${word};`;
  const found = { middle: 'middle', center: 'middle', absmiddle: 'middle', top: 'top', texttop: 'text-top', bottom: 'baseline' }[word]; // biome-ignore format: one line
  return found && `vertical-align:${found};`;
}

const FONT_SIZES = ['x-small', 'small', 'medium', 'large', 'x-large', 'xx-large', 'xxx-large'];

/** HTML section 15.3.4: 1 to 7, or steps from 3. */
function fontSize(value: string): string | undefined {
  const [, sign, digits] = /^\s*([+-]?)(\d{1,3})/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const step = sign ? 3 + Number(`${sign}${digits}`) : Number(digits);
  return `font-size:${FONT_SIZES[Math.min(Math.max(step, 1), 7) - 1]};`;
}

const LIST_TYPES: Readonly<Record<string, string>> = {
  1: 'decimal', a: 'lower-alpha', A: 'upper-alpha', i: 'lower-roman', I: 'upper-roman',
}; // biome-ignore format: a table

function listType(value: string): string | undefined {
  const type = LIST_TYPES[value] ?? /^(none|disc|circle|square)$/i.exec(value)?.[1]?.toLowerCase();
  return type && `list-style-type:${type};`;
}

const borderWidth = (value: string): number => (value.trim() === '' ? 1 : (whole(value) ?? 1));

const RULES = /^\s*(none|groups|rows|cols|all)\s*$/i;
const rulesOf = ({ attribs }: Element): string | undefined => RULES.exec(attribs.rules ?? '')?.[1]?.toLowerCase();

/** The sides of a table that have a line, for each value of `frame`. */
const FRAMES: Readonly<Record<string, string>> = {
  void: '', above: 'top', below: 'bottom', hsides: 'top bottom', lhs: 'left', rhs: 'right', vsides: 'left right',
  box: 'top right bottom left', border: 'top right bottom left',
}; // biome-ignore format: a table

/** The border of a table: of `border` and `bordercolor`, then of `frame`; lines between cells alone hide it. */
function tableBorder(table: Element): string {
  const { border, bordercolor, frame } = table.attribs;
  const found = bordercolor === undefined ? undefined : color(bordercolor);
  const tint = found ? `border-color:${found};` : '';
  const sides = frame === undefined ? undefined : FRAMES[frame.trim().toLowerCase()];
  const rules = rulesOf(table);
  let text = rules ? 'border-collapse:collapse;' : '';
  if (sides !== undefined) text += 'border-width:1px;';
  if (border !== undefined) text += `border:${borderWidth(border)}px ${found ? 'solid' : 'outset'} gray;`;
  else if (rules && !found) text += 'border-style:hidden;';
  if (sides !== undefined) {
    text += 'border-style:hidden;';
    for (const side of sides.split(' ')) if (side) text += `border-${side}-style:solid;`;
  }
  return text + tint;
}

/** Lines above and below, or left and right. */
const lines = (sides: readonly string[]): string =>
  sides.map((side) => `border-${side}:1px solid;border-${side}-color:inherit;`).join('');
const ROWS = lines(['top', 'bottom']);
const COLUMNS = lines(['left', 'right']);

function cellBorder(table: Element): string {
  const rules = rulesOf(table);
  const { border, bordercolor } = table.attribs;
  if (rules === 'all') return ROWS + COLUMNS;
  if (rules === 'rows') return ROWS;
  if (rules === 'cols') return COLUMNS;
  if (rules || border === undefined || borderWidth(border) === 0) return '';
  return bordercolor === undefined ? 'border:1px inset gray;' : ROWS + COLUMNS;
}

/** What the table around says of a group of rows or columns. */
function groupHints(group: Element): string {
  const table = tableAround(group);
  if (!table || rulesOf(table) !== 'groups') return '';
  return group.name === 'colgroup' ? COLUMNS : ROWS;
}

function tableAround(element: Element): Element | undefined {
  let node = element.parent;
  while (node && isTag(node) && node.name !== 'table') node = node.parent;
  return node && isTag(node) ? node : undefined;
}

/** The colour of a link by the attributes of the body. */
function linkHints(link: Element): string {
  if (link.attribs.href === undefined) return '';
  let node = link.parent;
  while (node && isTag(node) && node.name !== 'body') node = node.parent;
  const value = node && isTag(node) ? node.attribs.link : undefined;
  const found = value === undefined ? undefined : color(value);
  return found ? `color:${found};` : '';
}

const hint = (attribute: string, elements: string, css: Hint['css']): Hint => ({
  attribute,
  elements: new Set(elements.split(' ')),
  css,
});

/** A number of characters or lines. */
const sizeOf =
  (property: string, unit: string) =>
  (value: string): string | undefined => {
    const count = whole(value);
    return count ? `${property}:${count}${unit};` : undefined;
  };

const BOXES = 'table thead tbody tfoot tr td th';
const HINTS: readonly Hint[] = [
  hint('bgcolor', `body ${BOXES}`, as('background-color')(color)),
  hint('text', 'body', as('color')(color)),
  hint('marginwidth', 'body', as('margin-left', 'margin-right')(dimension)),
  hint('leftmargin', 'body', as('margin-left')(dimension)),
  hint('rightmargin', 'body', as('margin-right')(dimension)),
  hint('marginheight', 'body', as('margin-top', 'margin-bottom')(dimension)),
  hint('topmargin', 'body', as('margin-top')(dimension)),
  hint('bottommargin', 'body', as('margin-bottom')(dimension)),
  hint('size', 'input', sizeOf('width', 'ch')),
  hint('cols', 'textarea', sizeOf('width', 'ch')),
  hint('rows', 'textarea', sizeOf('min-height', 'lh')),
  hint('wrap', 'pre', () => 'white-space:pre-wrap;'),
  hint('align', 'thead tbody tfoot tr td th div p h1 h2 h3 h4 h5 h6', blockAlign),
  hint('align', 'caption', (value) => (/^\s*bottom\s*$/i.test(value) ? 'caption-side:bottom;' : textAlign(value))),
  hint('align', 'legend', textAlign),
  hint('align', 'table', placed),
  hint('align', 'hr', hrAlign),
  hint('align', 'img', imageAlign),
  hint('valign', 'thead tbody tfoot tr td th', (value) => {
    const word = VERTICAL.exec(value.trim())?.[1];
    return word && `vertical-align:${word};`;
  }),
  hint('width', 'table td th col colgroup', as('width')(notZero)),
  hint('width', 'hr', as('width')(dimension)),
  hint('height', 'table thead tbody tfoot tr td th', as('height')(notZero)),
  hint('nowrap', 'td th', () => 'white-space:nowrap;'),
  hint('cellspacing', 'table', as('border-spacing')(dimension)),
  hint('border', 'img', (value) => (whole(value) ? `border:${whole(value)}px solid;` : undefined)),
  hint('hspace', 'img', as('margin-left', 'margin-right')(dimension)),
  hint('vspace', 'img', as('margin-top', 'margin-bottom')(dimension)),
  hint('color', 'font', as('color')(color)),
  hint('color', 'hr', (value) => {
    const found = color(value);
    return found && `border-style:solid;border-color:${found};`;
  }),
  hint('noshade', 'hr', () => 'border-style:solid;border-color:gray;'),
  hint('size', 'hr', (value) => {
    const size = whole(value);
    return size === undefined ? undefined : size < 2 ? 'border-bottom-width:0;' : `height:${size - 2}px;`;
  }),
  hint('size', 'font', fontSize),
  hint('face', 'font', (value) => (/^[\w\s,'"-]+$/.test(value) ? `font-family:${value};` : undefined)),
  hint('type', 'ol ul li', listType),
  hint('clear', 'br', (value) => {
    const word = /^(left|right|both|all)$/i.exec(value.trim())?.[1]?.toLowerCase();
    return word && `clear:${word === 'all' ? 'both' : word};`;
  }),
];

const byElement = new Map<string, readonly Hint[]>();
for (const { elements } of HINTS)
  for (const name of elements)
    if (!byElement.has(name)) byElement.set(name, HINTS.filter((own) => own.elements.has(name))); // biome-ignore format: one line

/** The declarations that the attributes of an HTML element stand for. */
export function presentationalHints(element: Element): string {
  const { attribs, name } = element;
  let text = '';
  for (const { attribute, css } of byElement.get(name) ?? []) {
    const value = attribs[attribute];
    if (value !== undefined) text += css(value, element) ?? '';
  }
  return (OF_AROUND[name]?.(element) ?? '') + text;
}

/** Hints that hang on more than one attribute. */
const OF_AROUND: Readonly<Record<string, (element: Element) => string>> = {
  a: linkHints,
  input: inputHints,
  meter: meterHints,
  progress: progressHints,
  table: tableBorder,
  td: cellHints,
  th: cellHints,
  thead: groupHints,
  tbody: groupHints,
  tfoot: groupHints,
  colgroup: groupHints,
};

/** What the table says of its cells. */
function cellHints(cell: Element): string {
  const table = tableAround(cell);
  if (!table) return '';
  const { cellpadding } = table.attribs;
  const padding = cellpadding === undefined ? undefined : dimension(cellpadding);
  return `${padding ? `padding:${padding};` : ''}${cellBorder(table)}`;
}
