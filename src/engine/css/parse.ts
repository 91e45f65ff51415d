import type { Atrule, CssNode, Declaration, Rule } from 'css-tree';
import generate from 'css-tree/generator';
import parseCss from 'css-tree/parser';
import type { DiagnosticCode } from '../../base/codes.ts';
import { type Diagnostic, finding, type Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import type { SourceText } from '../../base/source.ts';
import { closest } from '../../base/suggest.ts';
import { type FontFaceRule, readFontFace } from './font-face.ts';
import { type PageRule, readPageRule } from './page-rule.ts';
import { PROPERTY_BY_NAME } from './properties.ts';
import { type Property, parseWith } from './property.ts';
import { expandShorthand, isKnownProperty, physicalName, propertyNames } from './shorthands.ts';
import { components } from './values.ts';

/** What a declaration gives a longhand: a specified value, a keyword of the cascade, or text that waits for var(). */
export type DeclaredValue =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'wide'; readonly keyword: 'inherit' | 'initial' | 'unset' | 'revert' }
  | { readonly type: 'variable'; readonly source: string; readonly shorthand: string };

export interface DeclaredProperty {
  /** A longhand (perhaps flow-relative) or a custom property. */
  readonly name: string;
  readonly value: DeclaredValue;
  readonly important: boolean;
}

export interface StyleRule {
  /** Selector list as written. */
  readonly selectors: string;
  readonly declarations: readonly DeclaredProperty[];
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

export interface Stylesheet {
  readonly rules: readonly StyleRule[];
  readonly pages: readonly PageRule[];
  readonly fontFaces: readonly FontFaceRule[];
  readonly findings: readonly Diagnostic[];
}

const WIDE = new Set(['inherit', 'initial', 'unset', 'revert']);
const cache = new LruCache<string, Stylesheet>(8 << 20, (sheet, key) => key.length * 10 + sheet.rules.length * 400);

/** Parses a stylesheet. Parsed sheets are kept by content; their findings are reported each time. */
export function parseStylesheet(source: SourceText, report: Report): Stylesheet {
  const sheet = cache.ensure(`${source.file}\0${source.text}`, () => new SheetParser(source.file).parse(source.text));
  for (const diagnostic of sheet.findings) report(diagnostic);
  return sheet;
}

const inlineCache = new LruCache<
  string,
  { declarations: readonly DeclaredProperty[]; findings: readonly Diagnostic[] }
>(1 << 20, (_, key) => key.length * 20);

/** Parses the value of a style attribute; `line` is where the element starts in `file`. */
export function parseStyleAttribute(
  text: string,
  place: { readonly file: string; readonly line: number },
  report: Report,
): readonly DeclaredProperty[] {
  const parsed = inlineCache.ensure(text, () => {
    const parser = new SheetParser('');
    return { declarations: parser.parseDeclarations(text), findings: parser.findings };
  });
  for (const diagnostic of parsed.findings) report({ ...diagnostic, ...place, column: undefined });
  return parsed.declarations;
}

class SheetParser {
  readonly #file: string;
  readonly findings: Diagnostic[] = [];
  readonly #rules: StyleRule[] = [];
  readonly #pages: PageRule[] = [];
  readonly #fontFaces: FontFaceRule[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  parse(text: string): Stylesheet {
    const ast = this.#parseText(text, 'stylesheet');
    if (ast.type === 'StyleSheet') this.#rulesOf(ast.children.toArray());
    return { rules: this.#rules, pages: this.#pages, fontFaces: this.#fontFaces, findings: this.findings };
  }

  parseDeclarations(text: string): DeclaredProperty[] {
    const ast = this.#parseText(text, 'declarationList');
    return ast.type === 'DeclarationList' ? this.#declarations(ast.children.toArray()) : [];
  }

  #parseText(text: string, context: string): CssNode {
    return parseCss(text, {
      context,
      positions: true,
      onParseError: (error: Error & { line?: number; column?: number }) => {
        this.findings.push(
          finding('css-syntax', error.message, { file: this.#file, line: error.line, column: error.column }),
        );
      },
    } as never);
  }

  #report(code: DiagnosticCode, message: string, node: CssNode, hint?: string): void {
    const start = node.loc?.start;
    this.findings.push(finding(code, message, { file: this.#file, line: start?.line, column: start?.column }, hint));
  }

  #rulesOf(nodes: readonly CssNode[]): void {
    for (const node of nodes) {
      if (node.type === 'Rule') this.#rule(node);
      else if (node.type === 'Atrule') this.#atRule(node);
    }
  }

  #rule(node: Rule): void {
    if (node.prelude.type !== 'SelectorList') return;
    const start = node.loc!.start;
    this.#rules.push({
      selectors: generate(node.prelude),
      declarations: this.#declarations(node.block.children.toArray()),
      place: { file: this.#file, line: start.line, column: start.column },
    });
  }

  #atRule(node: Atrule): void {
    const name = node.name.toLowerCase();
    if (name === 'page') this.#pageRule(node);
    else if (name === 'font-face') {
      const face = readFontFace(node, this.#file, (...what) => this.#report(...what));
      if (face) this.#fontFaces.push(face);
    } else if (name === 'media' && node.block) {
      const query = node.prelude ? generate(node.prelude).toLowerCase().trim() : 'all';
      const types = query.split(',').map((part) => part.trim());
      if (types.some((type) => type === 'all' || type === 'print')) this.#rulesOf(node.block.children.toArray());
      else if (types.some((type) => type !== 'screen' && type !== 'speech')) {
        this.#report(
          'css-unsupported-rule',
          `the media query "${query}" is not supported`,
          node,
          'use "print" or "all"',
        );
      }
    } else if (name !== 'charset') {
      this.#report('css-unsupported-rule', `@${name} is not supported`, node);
    }
  }

  #pageRule(node: Atrule): void {
    const rules = readPageRule(
      node,
      (nodes) => this.#declarations(nodes),
      (...what) => this.#report(...what),
    );
    this.#pages.push(...rules);
  }

  #declarations(nodes: readonly CssNode[]): DeclaredProperty[] {
    const list: DeclaredProperty[] = [];
    for (const node of nodes) {
      if (node.type === 'Declaration') this.#declaration(node, list);
      else if (node.type === 'Rule') this.#report('css-unsupported-rule', 'nested rules are not supported', node);
    }
    return list;
  }

  #declaration(node: Declaration, list: DeclaredProperty[]): void {
    const important = Boolean(node.important);
    if (node.property.startsWith('--')) {
      const source = node.value.type === 'Raw' ? node.value.value : generate(node.value);
      list.push({
        name: node.property,
        value: { type: 'variable', source: source.trim(), shorthand: node.property },
        important,
      });
      return;
    }
    const name = node.property.toLowerCase();
    if (!isKnownProperty(name)) {
      const near = closest(name, propertyNames());
      this.#report(
        'css-unknown-property',
        `unknown or unsupported property "${name}"`,
        node,
        near && `did you mean "${near}"?`,
      );
      return;
    }
    const declared =
      node.value.type === 'Value'
        ? declare(name, components(node.value.children.toArray()), () => generate(node.value))
        : undefined;
    if (!declared) {
      const known = PROPERTY_BY_NAME.get(physicalName(name, 'ltr'));
      const text = node.value.type === 'Raw' ? node.value.value : generate(node.value);
      const hint = known && `${name} takes ${known.values}`;
      this.#report('css-invalid-value', `"${text}" is not a supported value of ${name}`, node, hint);
      return;
    }
    for (const [longhand, value] of declared) list.push({ name: longhand, value, important });
  }
}

const usesVariable = (nodes: readonly CssNode[], source: () => string): boolean =>
  nodes.some((node) => node.type === 'Function' || node.type === 'Raw') && /\bvar\(/i.test(source());

/**
 * Longhands with their values for one declaration of `name`, or undefined where it is not valid. A value with var()
 * goes to every longhand of the property as text and is read again when the variables are known.
 */
export function declare(
  name: string,
  nodes: readonly CssNode[],
  source: () => string,
): readonly (readonly [string, DeclaredValue])[] | undefined {
  const expand = expandShorthand(name);
  const word = nodes.length === 1 && nodes[0]!.type === 'Identifier' ? nodes[0]!.name.toLowerCase() : '';
  const pending: DeclaredValue | undefined = WIDE.has(word)
    ? { type: 'wide', keyword: word as 'inherit' }
    : usesVariable(nodes, source)
      ? { type: 'variable', source: source(), shorthand: name }
      : undefined;
  if (pending) return (expand ? longhandsOf(name) : [name]).map((longhand) => [longhand, pending]);
  const expansion = expand ? expand(nodes) : ([[name, nodes]] as const);
  if (!expansion) return undefined;
  const list: (readonly [string, DeclaredValue])[] = [];
  for (const [longhand, part] of expansion) {
    if (!part.length && expand) {
      list.push([longhand, { type: 'wide', keyword: 'initial' }]);
      continue;
    }
    const value = parseWith(PROPERTY_BY_NAME.get(physicalName(longhand, 'ltr')) as Property, part);
    if (value === undefined) return undefined;
    list.push([longhand, { type: 'value', value }]);
  }
  return list;
}

/** A value that every shorthand of this name takes, to learn its longhands. */
const SAMPLES = ['0', '1', 'none', 'normal', 'auto', 'red', 'wrap', '1px a', 'row', 'disc'];
const longhandCache = new Map<string, readonly string[]>();

function longhandsOf(shorthand: string): readonly string[] {
  let names = longhandCache.get(shorthand);
  if (!names) {
    const expand = expandShorthand(shorthand)!;
    for (const sample of SAMPLES) {
      const expansion = expand(parseValue(sample));
      if (expansion) {
        names = expansion.map(([name]) => name);
        break;
      }
    }
    if (!names) throw new Error(`no sample value expands the shorthand ${shorthand}`);
    longhandCache.set(shorthand, names);
  }
  return names;
}

/** Component values of a value given as text. */
export function parseValue(text: string): CssNode[] {
  const ast = parseCss(text, { context: 'value', onParseError: () => undefined } as never);
  return ast.type === 'Value' ? components(ast.children.toArray()) : [];
}
