import type { Atrule, CssNode } from 'css-tree';
import generate from 'css-tree/generator';
import type { DiagnosticCode } from '../../base/codes.ts';
import { type Diagnostic, finding, type Place, type Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import { LineIndex, type SourceText } from '../../base/source.ts';
import {
  type DeclaredProperty,
  type OnSyntaxError,
  type Origin,
  parsePiece,
  readDeclarations,
} from './declarations.ts';
import type { Environment } from './environment.ts';
import { type FontFaceRule, readFontFace } from './font-face.ts';
import { type MediaCondition, mediaCondition } from './media.ts';
import { children } from './nodes.ts';
import { type PageRule, readPageRule } from './page-rule.ts';
import { type CompiledSelector, compileSelectors, type ParentSelectors, SelectorFault } from './selectors.ts';
import { supports } from './supports.ts';
import { type BlockItem, type Body, blockItems } from './syntax.ts';

export { type DeclaredProperty, type DeclaredValue, declare, parseValue } from './declarations.ts';
export type { PageRule } from './page-rule.ts';

export interface StyleRule {
  readonly selectors: readonly CompiledSelector[];
  readonly declarations: readonly DeclaredProperty[];
  /** Names of the layers around it, joined by points; '' outside of all. */
  readonly layer: string;
}

/** The rules of a sheet that count for one environment. */
export interface Stylesheet {
  readonly rules: readonly StyleRule[];
  readonly pages: readonly PageRule[];
  readonly fontFaces: readonly FontFaceRule[];
  /** Layers by full name in the order in which they are first named. */
  readonly layers: readonly string[];
}

/** What follows each other in a sheet under the same media queries. */
export interface SheetPart extends Stylesheet {
  /** All of them must hold. */
  readonly media: readonly MediaCondition[];
}

/** An @import rule (CSS Cascade 5 section 2). */
export interface ImportRule {
  readonly address: string;
  readonly place: Place;
  readonly media: MediaCondition | undefined;
  readonly layer: string | undefined;
  /** Layers named before the rule. */
  readonly layersBefore: readonly string[];
}

export interface ParsedSheet {
  readonly imports: readonly ImportRule[];
  readonly parts: readonly SheetPart[];
  readonly findings: readonly Diagnostic[];
}

const ruleCount = ({ parts }: ParsedSheet): number => parts.reduce((sum, { rules }) => sum + rules.length, 0);
const cache = new LruCache<string, ParsedSheet>(8 << 20, (sheet, key) => key.length * 10 + ruleCount(sheet) * 400);

/** Parses a stylesheet. Parsed sheets are kept by content; their findings are reported each time. */
export function parseStylesheet(source: SourceText, report: Report): ParsedSheet {
  const sheet = cache.ensure(`${source.file}\0${source.text}`, () => new SheetParser(source).parse());
  for (const diagnostic of sheet.findings) report(diagnostic);
  return sheet;
}

const chosen = new WeakMap<ParsedSheet, Map<string, Stylesheet>>();

/** The rules of a sheet for one environment. The same parts give the same object, by which styles are kept. */
export function sheetFor(sheet: ParsedSheet, environment: Environment): Stylesheet {
  const holds = sheet.parts.map(({ media }) => media.every((condition) => condition(environment)));
  const key = holds.map(Number).join('');
  let known = chosen.get(sheet);
  if (!known) {
    known = new Map();
    chosen.set(sheet, known);
  }
  let own = known.get(key);
  if (!own) {
    const parts = sheet.parts.filter((_, i) => holds[i]);
    own = {
      rules: parts.flatMap(({ rules }) => rules),
      pages: parts.flatMap(({ pages }) => pages),
      fontFaces: parts.flatMap(({ fontFaces }) => fontFaces),
      layers: [...new Set(parts.flatMap(({ layers }) => layers))],
    };
    known.set(key, own);
  }
  return own;
}

/** Condition of a `media` attribute. */
export function mediaAttribute(text: string, place: Place, report: Report): MediaCondition {
  let fault = 'this is no list of media queries';
  const list = parsePiece(text, 'mediaQueryList', { offset: 0, line: 1, column: 1 }, ({ message }) => {
    fault = message;
  });
  if (list?.type !== 'MediaQueryList') {
    report(finding('css-syntax', `media="${text}": ${fault}`, place));
    return () => false;
  }
  return mediaCondition(list, (message) =>
    report(finding('css-unsupported-rule', `media="${text}": ${message}`, place)),
  );
}

/** `@layer a.b` inside the layer `outer`. */
export const layerName = (outer: string, inner: string): string => (outer ? `${outer}.${inner}` : inner);

/** Where rules stand: what counts for all of them. */
interface Around {
  readonly media: readonly MediaCondition[];
  readonly layer: string;
  /** The selectors of the rule around nested ones. */
  readonly parent: ParentSelectors;
  readonly depth: number;
}

/** Rules nested deeper than anybody writes are left out. */
const MOST_DEPTH = 64;

type AtRuleItem = BlockItem & { type: 'at-rule' };
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

class SheetParser {
  readonly #file: string;
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #findings: Diagnostic[] = [];
  readonly #imports: ImportRule[] = [];
  readonly #parts: Mutable<SheetPart>[] = [];
  readonly #layers: string[] = [];
  /** Rules of style have begun, so that @import comes too late. */
  #begun = false;

  constructor({ file, text }: SourceText) {
    this.#file = file;
    this.#text = text;
    this.#lines = new LineIndex(text);
  }

  parse(): ParsedSheet {
    const whole = { start: this.#text.startsWith('\ufeff') ? 1 : 0, end: this.#text.length };
    this.#block(whole, { media: [], layer: '', parent: undefined, depth: 0 });
    return { imports: this.#imports, parts: this.#parts, findings: this.#findings };
  }

  #origin(offset: number): Origin {
    return { offset, filename: this.#file, ...this.#lines.position(offset) };
  }

  #place({ loc }: CssNode): Place {
    return { file: this.#file, line: loc?.start.line, column: loc?.start.column };
  }

  #report(code: DiagnosticCode, message: string, place: Place, hint?: string): void {
    this.#findings.push(finding(code, message, place, hint));
  }

  readonly #reportAt = (code: DiagnosticCode, message: string, node: CssNode, hint?: string): void =>
    this.#report(code, message, this.#place(node), hint);

  /** Reads a stretch of the sheet with css-tree. */
  #piece({ start, end }: Body, context: string): CssNode | undefined {
    return parsePiece(this.#text.slice(start, end), context, this.#origin(start), ({ message, line, column }) =>
      this.#report('css-syntax', message, { file: this.#file, line, column }),
    );
  }

  #declarations(nodes: readonly CssNode[]): DeclaredProperty[] {
    return readDeclarations(nodes, this.#file, this.#reportAt);
  }

  #part(media: readonly MediaCondition[]): Mutable<SheetPart> {
    const last = this.#parts.at(-1);
    const same = last?.media.length === media.length && media.every((condition, i) => condition === last.media[i]);
    if (last && same) return last;
    const part = { media: [...media], rules: [], pages: [], fontFaces: [], layers: [] };
    this.#parts.push(part);
    return part;
  }

  #block(body: Body, around: Around): void {
    const { parent } = around;
    if (around.depth > MOST_DEPTH) {
      const place = { file: this.#file, ...this.#lines.position(body.start) };
      this.#report('css-syntax', `rules are nested more than ${MOST_DEPTH} deep`, place);
      return;
    }
    for (const item of blockItems(this.#text, body.start, body.end, parent !== undefined)) {
      if (item.type === 'at-rule') this.#atRule(item, around);
      else {
        this.#begun = true;
        if (item.type === 'rule') this.#rule(item, around);
        else if (item.type === 'declarations') this.#nestedDeclarations(item, around);
        else {
          const place = { file: this.#file, ...this.#lines.position(item.start) };
          this.#report('css-syntax', 'this is no rule', place, 'a rule is selectors and a block in braces');
        }
      }
    }
  }

  #rule({ start, end, body }: BlockItem & { type: 'rule' }, around: Around): void {
    const list = this.#piece({ start, end: trimmedEnd(this.#text, start, end) }, 'selectorList');
    if (list?.type !== 'SelectorList') return;
    let selectors: CompiledSelector[];
    const fault = ({ message, node }: SelectorFault, all: boolean): void => {
      const what = all && list.children.size > 1 ? 'the rule is dropped' : 'the selector is dropped';
      this.#report('css-unsupported-selector', message, this.#place(node), what);
    };
    try {
      selectors = compileSelectors(list, around.parent, (one) => fault(one, false));
    } catch (error) {
      if (!(error instanceof SelectorFault)) throw error;
      fault(error, true);
      return;
    }
    // The block is read all the same: what is wrong in it is told at once.
    this.#block(body, { ...around, parent: selectors, depth: around.depth + 1 });
  }

  /** Declarations, first or after nested rules: a rule of their own, in their place (CSS Nesting 1 section 4.4). */
  #nestedDeclarations(range: Body, { media, layer, parent }: Around): void {
    const ast = this.#piece(range, 'declarationList');
    const declarations = ast?.type === 'DeclarationList' ? this.#declarations(ast.children.toArray()) : [];
    if (declarations.length && parent!.length)
      this.#part(media).rules.push({ selectors: parent!, declarations, layer });
  }

  #atRule(item: AtRuleItem, around: Around): void {
    const { name, body } = item;
    const nested = around.parent !== undefined;
    if (name === 'charset' || name === 'namespace') return;
    if (name === 'import') {
      this.#import(item, around);
      return;
    }
    const statement = name === 'layer' && !body;
    if (!statement) this.#begun = true;
    if ((name === 'page' || name === 'font-face') && body && !nested) {
      const node = this.#piece(item, 'atrule');
      if (node?.type === 'Atrule') this.#descriptors(name, node, around.media);
    } else if (name === 'media' && body) {
      const media = this.#media(this.#prelude(item), item);
      this.#block(body, { ...around, media: [...around.media, media], depth: around.depth + 1 });
    } else if (name === 'supports' && body) {
      const prelude = this.#prelude(item);
      if (prelude && supports(prelude)) this.#block(body, { ...around, depth: around.depth + 1 });
    } else if (name === 'layer') this.#layer(item, around);
    else {
      const hint = UNSUPPORTED[name.replace(/^-\w+-/, '')];
      this.#report('css-unsupported-rule', `@${name} is not supported`, this.#placeOf(item), hint);
    }
  }

  #placeOf({ start }: Body | AtRuleItem): Place {
    return { file: this.#file, ...this.#lines.position(start) };
  }

  /** What stands between the name of an at-rule and its block. */
  #prelude({ start, prelude }: AtRuleItem): CssNode | undefined {
    const errors: Parameters<OnSyntaxError>[0][] = [];
    const text = this.#text.slice(start, prelude.end);
    const node = parsePiece(text, 'atrule', this.#origin(start), (error) => errors.push(error));
    const found = node?.type === 'Atrule' ? node.prelude : undefined;
    if (found && found.type !== 'Raw') return found;
    // css-tree also tells of what it reads at the second attempt; that is no fault.
    for (const { message, line, column } of errors)
      this.#report('css-syntax', message, { file: this.#file, line, column });
    return undefined;
  }

  #media(prelude: CssNode | undefined, item: AtRuleItem): MediaCondition {
    const list =
      prelude && 'children' in prelude
        ? children(prelude as never).find((n) => n.type === 'MediaQueryList')
        : undefined;
    if (!list) {
      const empty = this.#text.slice(item.prelude.start, item.prelude.end).trim() === '';
      return () => empty;
    }
    return mediaCondition(list, (message, node) =>
      this.#reportAt('css-unsupported-rule', message, node, 'its rules are left out'),
    );
  }

  #descriptors(name: string, node: Atrule, media: readonly MediaCondition[]): void {
    const part = this.#part(media);
    if (name === 'font-face') {
      const face = readFontFace(node, this.#file, this.#reportAt);
      if (face) part.fontFaces.push(face);
    } else part.pages.push(...readPageRule(node, (nodes) => this.#declarations(nodes), this.#reportAt));
  }

  #nameLayer(name: string, part: Mutable<SheetPart>): void {
    part.layers.push(name);
    this.#layers.push(name);
  }

  #layer(item: AtRuleItem, around: Around): void {
    const names = this.#text
      .slice(item.prelude.start, item.prelude.end)
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .split(',')
      .map((name) => name.trim());
    const anonymous = names.length === 1 && names[0] === '';
    const wrong = names.find(
      (name) => !/^[-_a-z\u0080-\uffff][-\w\u0080-\uffff]*(\.[-_a-z\u0080-\uffff][-\w\u0080-\uffff]*)*$/i.test(name),
    );
    if ((wrong !== undefined && !(anonymous && item.body)) || (item.body && names.length > 1)) {
      this.#report('css-syntax', `"${names.join(', ')}" is no name of a layer`, this.#placeOf(item));
      return;
    }
    const part = this.#part(around.media);
    if (!item.body) {
      for (const name of names) this.#nameLayer(layerName(around.layer, name), part);
      return;
    }
    const own = anonymous ? `<${this.#file}:${item.start}>` : names[0]!;
    const layer = layerName(around.layer, own);
    this.#nameLayer(layer, part);
    this.#block(item.body, { ...around, layer, depth: around.depth + 1 });
  }

  #import(item: AtRuleItem, around: Around): void {
    const place = this.#placeOf(item);
    if (this.#begun || around.depth > 0 || item.body) {
      this.#report('css-unsupported-rule', '@import has no effect here', place, 'it stands before all other rules');
      return;
    }
    const prelude = this.#prelude(item);
    const nodes = prelude?.type === 'AtrulePrelude' ? children(prelude) : [];
    const [address] = nodes;
    if (address?.type !== 'Url' && address?.type !== 'String') {
      this.#report('css-unsupported-rule', '@import names no file', place, 'it takes a string or url()');
      return;
    }
    const call = (name: string): CssNode | undefined =>
      nodes.find(
        (node) => (node.type === 'Function' || node.type === 'Identifier') && node.name.toLowerCase() === name,
      );
    const layer = call('layer');
    const condition = call('supports');
    if (condition?.type === 'Function') {
      const [only] = children(condition);
      if (!only || !supports(only)) return;
    }
    const media = nodes.some((node) => node.type === 'MediaQueryList') ? this.#media(prelude, item) : undefined;
    const named = layer?.type === 'Function' ? generate(children(layer)[0]!) : `<${this.#file}:${item.start}>`;
    this.#imports.push({
      address: address.value,
      place,
      media,
      layer: layer && named,
      layersBefore: [...this.#layers],
    });
  }
}

/** Selectors end before the space in front of the brace. */
function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) <= 0x20) at--;
  return at;
}

/** What to do instead of at-rules that are not supported. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  keyframes: 'nothing moves on paper; it can be left out',
  'view-transition': 'nothing moves on paper; it can be left out',
  'starting-style': 'nothing moves on paper; it can be left out',
  container: 'use @media, which looks at the first page',
  scope: 'use a selector of descendants, or nested rules',
  property: 'custom properties work without it; they are inherited, and var() takes a fallback',
  'counter-style': 'list-style-type takes a string',
};
