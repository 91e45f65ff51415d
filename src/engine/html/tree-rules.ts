/** What the HTML standard says of elements while a tree is made of their tags (HTML section 13.2). */

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const HEADINGS_LIST = 'h1 h2 h3 h4 h5 h6';
const BLOCKS =
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup ' +
  'listing main menu nav ol pre search section summary ul';

export const HEADINGS = names(HEADINGS_LIST);

/** Elements that have no content. */
export const VOID = names(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);

/** Elements that hold text alone. */
export const RAW_TEXT = names('iframe noembed noframes plaintext script style textarea title xmp');

/** What may stand in the head. */
export const METADATA = names('base basefont bgsound link meta noframes noscript script style template title');

/** Elements that end the paragraph before them. */
export const ENDS_PARAGRAPH = names(`${BLOCKS} ${HEADINGS_LIST} p form table hr xmp plaintext li dd dt`);

/** Elements whose end tag ends what is open in them. */
export const ENDED_AS_BLOCK = names(`${BLOCKS} button form applet marquee object`);

/** Elements that go on in what follows where their end tag is missing or misplaced. */
export const FORMATTING = names('a b big code em font i nobr s small strike strong tt u');

/** Elements in which formatting from outside does not go on. */
export const FORMATTING_BOUNDARY = names('td th caption applet marquee object template');

/** Elements before which formatting that was cut off does not begin again. */
export const WITHOUT_FORMATTING = names(
  `${BLOCKS} ${HEADINGS_LIST} p form table hr plaintext li dd dt param source track optgroup option rb rp rt rtc ` +
    'base basefont bgsound link meta noframes script style template title frame frameset',
);

/** Elements whose end tag may be left out. */
export const IMPLIED_END = names('dd dt li optgroup option p rb rp rt rtc');

/** Elements that formatting and other end tags do not reach through. */
export const SPECIAL = names(
  `${BLOCKS} ${HEADINGS_LIST} applet area base basefont bgsound body br button caption col colgroup dd dt embed form ` +
    'frame frameset head hr html iframe img input keygen li link marquee meta noembed noframes noscript object p param ' +
    'plaintext script select source style table tbody td template textarea tfoot th thead title tr track wbr xmp',
);

const SCOPE = 'applet caption html table td th marquee object select template';

/** Elements that end the search for an open element, by what is searched for. */
export const SCOPES = {
  any: names(SCOPE),
  list: names(`${SCOPE} ol ul`),
  button: names(`${SCOPE} button`),
  table: names('html table template'),
};

/** For an item: the items that it ends, and the kind of search that finds them. */
export const ITEMS: Readonly<Record<string, ReadonlySet<string>>> = {
  li: names('li'),
  dd: names('dd dt'),
  dt: names('dd dt'),
};

/** Open elements that an option or a part of a ruby ends where it stands directly in them. */
export const ENDED_BY: Readonly<Record<string, ReadonlySet<string>>> = {
  option: names('option'),
  optgroup: names('option optgroup'),
  rb: names('rb rt rp rtc'),
  rtc: names('rb rt rp rtc'),
  rt: names('rb rt rp'),
  rp: names('rb rt rp'),
};

/** Parts of a table. */
export const TABLE_PARTS = names('caption col colgroup tbody td tfoot th thead tr');

/** Parts of a table that hold nothing but other parts: what else is in them goes before the table. */
export const TABLE_FRAME = names('table tbody tfoot thead tr');

/**
 * For each part of a table that is open: where a part that begins in it goes. `here`: into it; an element: into one of
 * these that is made for it; missing: what is open ends.
 */
export const TABLE_PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  table: {
    caption: 'here', colgroup: 'here', tbody: 'here', thead: 'here', tfoot: 'here',
    col: 'colgroup', tr: 'tbody', td: 'tbody', th: 'tbody',
  },
  colgroup: { col: 'here' },
  tbody: { tr: 'here', td: 'tr', th: 'tr' },
  thead: { tr: 'here', td: 'tr', th: 'tr' },
  tfoot: { tr: 'here', td: 'tr', th: 'tr' },
  tr: { td: 'here', th: 'here' },
  td: {},
  th: {},
  caption: {},
}; // biome-ignore format: a table

/** Elements of HTML that end SVG and MathML around them (HTML section 13.2.6.5). */
export const ENDS_FOREIGN = names(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ' +
    'ol p pre ruby s small span strong strike sub sup table tt u ul var',
);

/** Elements of SVG and MathML that hold HTML. */
export const HOLDS_HTML = names('mi mo mn ms mtext annotation-xml foreignObject desc title');

/** Elements of SVG that have capitals, by their names without. */
export const SVG_NAMES: ReadonlyMap<string, string> = new Map(
  (
    'altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix ' +
    'feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow ' +
    'feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset ' +
    'fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient ' +
    'radialGradient textPath'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);
