import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** What reads the tokens of a page. Offsets count in its text; names and attributes are in small letters. */
export interface TokenSink {
  start(name: string, attribs: Record<string, string>, closed: boolean, offset: number): void;
  end(name: string, offset: number): void;
  /** Everything between two tags, character references read. Comments and declarations leave no trace. */
  text(data: string, offset: number): void;
  /** Whether what comes next is SVG or MathML, where `<style>` holds elements and CDATA sections are text. */
  isForeign(): boolean;
}

/** Reads HTML into tokens (HTML section 13.2.5). */
export function readTokens(text: string, sink: TokenSink): void {
  let pending = '';
  let pendingOffset = 0;
  let name = '';
  let attribs: Record<string, string> = {};
  let attribute = '';
  let value = '';
  let offset = 0;
  const add = (data: string, at: number): void => {
    if (!pending) pendingOffset = at;
    pending += data;
  };
  const flush = (): void => {
    if (pending) sink.text(pending, pendingOffset);
    pending = '';
  };
  const startTag = (closed: boolean): void => {
    flush();
    sink.start(name, attribs, closed, offset);
  };
  const callbacks: TokenizerCallbacks = {
    ontext: (start, end) => add(text.slice(start, end), start),
    ontextentity: (code, end) => add(String.fromCodePoint(code), text.lastIndexOf('&', end - 1)),
    onopentagname(start, end) {
      name = text.slice(start, end).toLowerCase();
      attribs = {};
      offset = start - 1;
    },
    onopentagend: () => startTag(false),
    onselfclosingtag: () => startTag(true),
    onattribname(start, end) {
      attribute = text.slice(start, end).toLowerCase();
      value = '';
    },
    onattribdata(start, end) {
      value += text.slice(start, end);
    },
    onattribentity(code) {
      value += String.fromCodePoint(code);
    },
    onattribend() {
      if (!Object.hasOwn(attribs, attribute)) attribs[attribute] = value;
    },
    onclosetag(start, end) {
      flush();
      sink.end(text.slice(start, end).toLowerCase(), start - 2);
    },
    oncdata(start, end, shorter) {
      if (sink.isForeign()) add(text.slice(start, end - shorter), start);
    },
    oncomment: () => {},
    ondeclaration: () => {},
    onprocessinginstruction: () => {},
    onend: flush,
    isInForeignContext: () => sink.isForeign(),
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, callbacks);
  tokenizer.write(text);
  tokenizer.end();
}
