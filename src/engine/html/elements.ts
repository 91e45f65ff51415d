/** Elements laid out as HTML says. */
export const KNOWN_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'html head body title meta link style base script template address article aside blockquote center dd details dialog div dl dt ' +
    'fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search ' +
    'section summary ul a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub ' +
    'sup time u var wbr caption col colgroup table tbody td tfoot th thead tr svg label optgroup option output slot area map ' +
    'noscript font tt big strike acronym dir nobr listing xmp plaintext rb rt rtc rp marquee blink input select textarea button progress meter picture source'
  ).split(' '),
);

interface Unsupported {
  /** Nothing of it can stand on a page: it and what is in it are left out. */
  readonly dropped?: boolean;
  readonly hint: string;
}

const drawn = 'print a picture of it: <img>';
const control = 'write what is to be printed, or a line to fill in, as text in a <span> with a border';

/** Elements with a meaning of their own that pages do not show. The content of those not dropped is laid out. */
export const UNSUPPORTED_ELEMENTS: Readonly<Record<string, Unsupported>> = {
  video: { hint: 'print a picture of it, and its address as a link' },
  audio: { hint: 'print its address as a link' },
  track: { dropped: true, hint: 'print the words as text' },
  iframe: { dropped: true, hint: 'put its content into the page' },
  frame: { dropped: true, hint: 'put its content into the page' },
  frameset: { dropped: true, hint: 'put its content into the page' },
  object: { hint: drawn },
  embed: { dropped: true, hint: drawn },
  canvas: { hint: drawn },
  math: { hint: 'print a picture of the formula: <img> or <svg>, with the formula as its alternative text' },
  ruby: { hint: 'write the reading in brackets behind the word' },
  datalist: { dropped: true, hint: control },
}; // biome-ignore format: a table
