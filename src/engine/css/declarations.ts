import type { CssNode, Declaration } from 'css-tree';
import generate from 'css-tree/generator';
import parseCss from 'css-tree/parser';
import type { DiagnosticCode } from '../../base/codes.ts';
import { type Diagnostic, finding, type Place, type Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import { closest } from '../../base/suggest.ts';
import { PROPERTIES, PROPERTY_BY_NAME } from './properties.ts';
import { type Property, parseWith } from './property.ts';
import { isScreenProperty, unprefixed } from './screen-properties.ts';
import { expandShorthand, isKnownProperty, physicalName, propertyNames } from './shorthands.ts';
import { components } from './values.ts';
import { usesVariables } from './variables.ts';

export type WideKeyword = 'inherit' | 'initial' | 'unset' | 'revert' | 'revert-layer';

/** What a declaration gives a longhand: a specified value, a keyword of the cascade, or text that waits for var(). */
export type DeclaredValue =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'wide'; readonly keyword: WideKeyword }
  | {
      readonly type: 'variable';
      readonly source: string;
      readonly shorthand: string;
      readonly place?: Place | undefined;
    };

export interface DeclaredProperty {
  /** A longhand (perhaps flow-relative) or a custom property. */
  readonly name: string;
  readonly value: DeclaredValue;
  readonly important: boolean;
}

const WIDE: ReadonlyMap<string, DeclaredValue> = new Map(
  (['inherit', 'initial', 'unset', 'revert', 'revert-layer'] as const).map((keyword) => [
    keyword,
    { type: 'wide', keyword },
  ]),
);

/** `all` leaves out what text needs to be read in its order (CSS Cascade 5 section 3.2), and custom properties. */
const ALL = PROPERTIES.map(({ name }) => name).filter((name) => name !== 'direction' && name !== 'unicode-bidi');

/** What css-tree is given of a text that begins somewhere in a file; lines and columns count from 1. */
export interface Origin {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** The file, from which the addresses in it count. */
  readonly filename?: string | undefined;
}

export type OnSyntaxError = (error: {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}) => void;

/** Reads a piece of text with css-tree, with the places it has in the file. */
export function parsePiece(text: string, context: string, origin: Origin, onError: OnSyntaxError): CssNode | undefined {
  try {
    return parseCss(text, { context, positions: true, ...origin, onParseError: onError } as never);
  } catch (error) {
    // Some contexts throw what others tell; what nests too deep for the parser is no CSS either.
    if (error instanceof RangeError) onError({ message: 'nested too deep', ...origin });
    else if (error instanceof SyntaxError) onError(error as never);
    else throw error;
    return undefined;
  }
}

export type ReportAt = (code: DiagnosticCode, message: string, node: CssNode, hint?: string) => void;

/**
 * Reads the declarations of one block; those that are not valid or not supported give a finding and are left out. What
 * is written for some browsers is passed over in silence where the block has the same without a prefix.
 */
export function readDeclarations(nodes: readonly CssNode[], file: string, report: ReportAt): DeclaredProperty[] {
  const list: DeclaredProperty[] = [];
  const valid = new Set<string>();
  const prefixed: { readonly standard: string; readonly node: Declaration }[] = [];
  for (const node of nodes) {
    if (node.type !== 'Declaration') continue;
    const standard = readDeclaration(node, file, report, list);
    if (standard === undefined) valid.add(node.property.toLowerCase());
    else if (standard) prefixed.push({ standard, node });
  }
  for (const { standard, node } of prefixed) {
    if (valid.has(standard)) continue;
    const written = `${node.property}: ${node.value.type === 'Raw' ? node.value.value : generate(node.value)}`;
    const hint = isKnownProperty(standard) ? `use the standard property "${standard}"` : undefined;
    report('css-vendor-prefix', `"${written}" is for some browsers only`, node, hint);
  }
  return list;
}

/** An identifier or function with the prefix of a browser, such as `-moz-pre-wrap`. */
const PREFIXED_VALUE = /(?:^|[\s,(])-(?!faktaark-)[a-z]/i;

/**
 * Adds what a declaration gives to `list`. Undefined where it holds, '' where a finding says why not, and for what has
 * the prefix of a browser the standard property.
 */
function readDeclaration(
  node: Declaration,
  file: string,
  report: ReportAt,
  list: DeclaredProperty[],
): string | undefined {
  const important = Boolean(node.important);
  if (node.property.startsWith('--')) {
    const source = (node.value.type === 'Raw' ? node.value.value : generate(node.value)).trim();
    const wide = WIDE.get(source.toLowerCase());
    list.push({
      name: node.property,
      value: wide ?? { type: 'variable', source, shorthand: node.property },
      important,
    });
    return undefined;
  }
  const name = node.property.toLowerCase();
  if (!isKnownProperty(name) && name !== 'all') {
    if (isScreenProperty(name)) return undefined;
    const plain = unprefixed(name);
    if (plain !== undefined) return isKnownProperty(plain) ? plain : (RENAMED[plain] ?? plain);
    const near = closest(name, propertyNames());
    const hint = near && `did you mean "${near}"?`;
    report('css-unknown-property', `unknown or unsupported property "${name}"`, node, hint);
    return '';
  }
  const source = (): string => generate(node.value);
  const nodes = node.value.type === 'Value' ? components(node.value.children.toArray()) : undefined;
  const declared = nodes && declare(name, nodes, source, placeOf(node, file));
  if (!declared) {
    const known = PROPERTY_BY_NAME.get(physicalName(name, 'ltr'));
    const text = node.value.type === 'Raw' ? node.value.value : source();
    if (PREFIXED_VALUE.test(text)) return name;
    const hint = known
      ? `${name} takes ${known.values}`
      : name === 'all'
        ? 'all takes the keywords of the cascade'
        : undefined;
    report('css-invalid-value', `"${text}" is not a supported value of ${name}`, node, hint);
    return '';
  }
  for (const [longhand, value] of declared) list.push({ name: longhand, value, important });
  return undefined;
}

function placeOf({ loc }: CssNode, file: string): Place | undefined {
  return file && loc ? { file, line: loc.start.line, column: loc.start.column } : undefined;
}

/** Where prefixes hide another name than the standard one. */
const RENAMED: Readonly<Record<string, string>> = {
  'column-break-before': 'break-before', 'column-break-after': 'break-after', 'column-break-inside': 'break-inside',
  'box-flex': 'flex-grow', 'box-orient': 'flex-direction', 'box-pack': 'justify-content', 'box-align': 'align-items',
  'box-ordinal-group': 'order', 'print-color-adjust': 'print-color-adjust', 'margin-start': 'margin-inline-start',
  'margin-end': 'margin-inline-end', 'padding-start': 'padding-inline-start', 'padding-end': 'padding-inline-end',
  'text-fill-color': 'color',
}; // biome-ignore format: a table

/**
 * Longhands with their values for one declaration of `name`, or undefined where it is not valid. A value with var()
 * goes to every longhand of the property as text and is read again when the variables are known.
 */
export function declare(
  name: string,
  nodes: readonly CssNode[],
  source: () => string,
  place?: Place,
): readonly (readonly [string, DeclaredValue])[] | undefined {
  const expand = expandShorthand(name);
  const word = nodes.length === 1 && nodes[0]!.type === 'Identifier' ? nodes[0]!.name.toLowerCase() : '';
  const mayVary = nodes.some((node) => node.type === 'Function' || node.type === 'Raw' || node.type === 'Parentheses');
  const pending: DeclaredValue | undefined =
    WIDE.get(word) ??
    (mayVary && usesVariables(source()) ? { type: 'variable', source: source(), shorthand: name, place } : undefined);
  if (pending) {
    const names = name === 'all' ? ALL : expand ? longhandsOf(name) : [name];
    return names.map((longhand) => [longhand, pending]);
  }
  if (name === 'all') return undefined;
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
  const ast = parsePiece(text, 'value', { offset: 0, line: 1, column: 1 }, () => undefined);
  return ast?.type === 'Value' ? components(ast.children.toArray()) : [];
}

interface ParsedAttribute {
  readonly declarations: readonly DeclaredProperty[];
  readonly findings: readonly Diagnostic[];
}

const attributes = new LruCache<string, ParsedAttribute>(1 << 20, (_, key) => key.length * 20);

/** Parses the value of a style attribute. `place` gives where the value stands, asked for where there are findings. */
export function parseStyleAttribute(text: string, place: () => Place, report: Report): readonly DeclaredProperty[] {
  const parsed = attributes.ensure(text, () => {
    const findings: Diagnostic[] = [];
    const start = { offset: 0, line: 1, column: 1 };
    const ast = parsePiece(text, 'declarationList', start, ({ message, line, column }) =>
      findings.push(finding('css-syntax', message, { line, column })),
    );
    const nodes = ast?.type === 'DeclarationList' ? ast.children.toArray() : [];
    const declarations = readDeclarations(nodes, '', (code, message, { loc }, hint) =>
      findings.push(finding(code, message, { line: loc?.start.line, column: loc?.start.column }, hint)),
    );
    return { declarations, findings };
  });
  if (parsed.findings.length) {
    const { file, line = 1, column } = place();
    for (const own of parsed.findings) {
      const first = (own.line ?? 1) === 1;
      const shifted = first && column !== undefined ? column + (own.column ?? 1) - 1 : first ? undefined : own.column;
      report({ ...own, file, line: line + (own.line ?? 1) - 1, column: shifted });
    }
  }
  return parsed.declarations;
}
