import { finding, type Report } from '../../../base/diagnostics.ts';
import type { SourceText } from '../../../base/source.ts';
import type { TranslationState } from '../state.ts';
import { type NumberedPiece, numberedPieces } from './codes.ts';
import {
  type CodeReference,
  commonOrigin,
  contextLines,
  type ExchangeFile,
  type ExchangeFormat,
  type ExchangeUnit,
  partsOf,
  type ReturnedFile,
  type ReturnedUnit,
} from './unit.ts';
import {
  childrenOf,
  descendants,
  element,
  isElement,
  parseXml,
  textIn,
  writeXml,
  type XmlElement,
  type XmlNode,
} from './xml.ts';

const CORE = 'urn:oasis:names:tc:xliff:document:1.2';
/** Tools in the field still write 1.1, which differs in nothing that is read here. */
const NAMESPACES: ReadonlySet<string> = new Set([CORE, 'urn:oasis:names:tc:xliff:document:1.1', '']);

/** States of XLIFF 1.2 section 2.3 as those of XLIFF 2. */
const STATES: Readonly<Record<string, TranslationState>> = {
  new: 'initial',
  'needs-translation': 'initial',
  'needs-adaptation': 'initial',
  'needs-l10n': 'initial',
  'needs-review-translation': 'translated',
  'needs-review-adaptation': 'translated',
  'needs-review-l10n': 'translated',
  translated: 'translated',
  'signed-off': 'reviewed',
  final: 'final',
};

const WORDS: Readonly<Record<TranslationState, string>> = {
  initial: 'new',
  translated: 'needs-review-translation',
  reviewed: 'signed-off',
  final: 'final',
};

/** XLIFF 1.2 (OASIS). Codes stand as text in `ph`, `bpt` and `ept`, so that tools without inline codes lose none. */
export const xliff1: ExchangeFormat = { name: 'xliff12', extension: 'xlf', write, read };

function write(file: ExchangeFile): string {
  const groups = partsOf(file).map(([id, units]) => element('group', { id }, ...units.map(unitElement)));
  return writeXml(
    element(
      'xliff',
      { xmlns: CORE, version: '1.2' },
      element(
        'file',
        {
          original: file.mission,
          'source-language': file.sourceLocale,
          'target-language': file.targetLocale,
          datatype: 'plaintext',
        },
        element('header', {}, element('note', {}, file.title)),
        element('body', {}, ...groups.filter(({ children }) => children.length > 0)),
      ),
    ),
  );
}

function unitElement(unit: ExchangeUnit): XmlNode {
  const { source, target } = numberedPieces(unit.source, unit.target);
  const state = unit.stale ? 'needs-translation' : WORDS[unit.state];
  const approved = !unit.stale && (unit.state === 'reviewed' || unit.state === 'final');
  const terms = unit.terms.map(({ source: term, target: translation }) => `Glossary: ${term} = ${translation}`);
  const size = { maxwidth: unit.limit?.toString(), 'size-unit': unit.limit ? 'char' : undefined };
  return element(
    'trans-unit',
    {
      id: unit.key,
      resname: unit.key,
      approved: target ? (approved ? 'yes' : 'no') : undefined,
      'xml:space': 'preserve',
      ...size,
    },
    element('source', {}, ...inline(source)),
    ...(target ? [element('target', { state }, ...inline(target))] : []),
    ...[...contextLines(unit), ...terms].map((line) => element('note', { from: 'developer' }, line)),
    ...(unit.note ? [element('note', { from: 'translator' }, unit.note)] : []),
  );
}

const TYPES: Readonly<Record<string, string>> = { strong: 'bold', em: 'italic' };

function inline(pieces: readonly NumberedPiece[]): XmlNode[] {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    const { id, role, native } = piece;
    if (role === 'placeholder') {
      const type = /,\s*([a-z]+)/.exec(native)?.[1];
      return element('ph', { id, ctype: type && `x-${type}` }, native);
    }
    if (role === 'close') return element('ept', { id }, native);
    return element('bpt', { id, ctype: TYPES[/\w+/.exec(native)?.[0] ?? ''] ?? 'x-other' }, native);
  });
}

function read(source: SourceText, report: Report): ReturnedFile | undefined {
  const root = parseXml(source, report);
  if (!root) return undefined;
  if (root.name !== 'xliff' || !NAMESPACES.has(root.uri)) {
    report(finding('exchange-foreign', `The file is no XLIFF 1.2 (its root is <${root.name}>).`, root.place));
    return undefined;
  }
  const files = childrenOf(root, 'file');
  const attribute = (name: string) => files[0]?.attributes.get(name);
  const origin = commonOrigin(
    files.map(({ attributes }) => attributes.get('original')),
    root.place,
    report,
  );
  return (
    origin && {
      ...origin,
      sourceLocale: attribute('source-language'),
      targetLocale: attribute('target-language'),
      units: files.flatMap((file) => [...descendants(file, 'trans-unit')].filter(isText).map(readUnit)),
    }
  );
}

/** Converters write the header of a PO file as a unit too. */
const isText = (unit: XmlElement): boolean => unit.attributes.get('restype') !== 'x-gettext-domain-header';

function readUnit(unit: XmlElement): ReturnedUnit {
  const [source] = childrenOf(unit, 'source');
  const [target] = childrenOf(unit, 'target');
  const word = target?.attributes.get('state');
  // In what converters from PO write (XLIFF 1.1), approved only means translated.
  const approved = unit.attributes.get('approved') === 'yes' && unit.uri === CORE;
  const known = word === undefined ? undefined : STATES[word.replace(/^x-/, '')];
  const limit = Number(unit.attributes.get('maxwidth'));
  return {
    keys: keysOf(unit),
    source: source ? readInline(source) : [],
    target: target && (target.children.length || word === 'final') ? readInline(target) : undefined,
    state: approved && known !== 'final' ? 'reviewed' : known,
    notes: childrenOf(unit, 'note')
      .filter((note) => !/^(?:developer|pofilter)/.test(note.attributes.get('from') ?? ''))
      .map((note) => textIn(note).trim()),
    limit: Number.isInteger(limit) && limit > 0 && unit.attributes.get('size-unit') === 'char' ? limit : undefined,
    place: unit.place,
  };
}

/** Converters keep the key of a unit as the name of a source file. */
function keysOf(unit: XmlElement): readonly string[] {
  const contexts = [...descendants(unit, 'context')].map(textIn);
  return [unit.attributes.get('resname') ?? '', ...contexts, unit.attributes.get('id') ?? '']
    .map((name) => name.trim())
    .filter((name) => /^(?:names|messages)\//.test(name));
}

function readInline(parent: XmlElement): (string | CodeReference)[] {
  return parent.children.flatMap((node): (string | CodeReference)[] => {
    if (!isElement(node)) return [node];
    const id = node.attributes.get('id') ?? '';
    const native = textIn(node);
    switch (node.name) {
      case 'x':
      case 'bx':
        return [{ id, closing: false }];
      case 'ex':
        return [{ id: node.attributes.get('rid') ?? id, closing: true }];
      case 'g':
        return [{ id, closing: false }, ...readInline(node), { id, closing: true }];
      case 'ph':
      case 'it':
      case 'bpt':
        return [native || { id, closing: false }];
      case 'ept':
        return [native || { id: node.attributes.get('rid') ?? id, closing: true }];
      default:
        return readInline(node);
    }
  });
}
