import { finding, type Report } from '../../../base/diagnostics.ts';
import type { SourceText } from '../../../base/source.ts';
import { lowestState, TRANSLATION_STATES, type TranslationState } from '../state.ts';
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

/** XLIFF 2.1 (OASIS), with its modules Glossary and Size and Length Restriction. */
const CORE = 'urn:oasis:names:tc:xliff:document:2.0';
const GLOSSARY = 'urn:oasis:names:tc:xliff:glossary:2.0';
const SIZES = 'urn:oasis:names:tc:xliff:sizerestriction:2.0';

export const xliff2: ExchangeFormat = { name: 'xliff', extension: 'xlf', write, read };

function write(file: ExchangeFile): string {
  const groups = partsOf(file).map(([id, units]) => element('group', { id }, ...units.map(unitElement)));
  return writeXml(
    element(
      'xliff',
      {
        xmlns: CORE,
        'xmlns:gls': GLOSSARY,
        'xmlns:slr': SIZES,
        version: '2.1',
        srcLang: file.sourceLocale,
        trgLang: file.targetLocale,
      },
      element(
        'file',
        {
          id: file.mission,
          original: `data/missions/${file.mission}/text.${file.targetLocale}.json`,
          'xml:space': 'preserve',
        },
        element('slr:profiles', { generalProfile: 'xliff:codepoints' }),
        element('notes', {}, element('note', { category: 'title' }, file.title)),
        ...groups,
      ),
    ),
  );
}

/** Samples are in the source language. */
const NO_SAMPLES: ReadonlyMap<string, string> = new Map();

/** Keys as NMTOKEN (XML 1.0 section 2.3). */
const idOf = (key: string): string =>
  key.replace('/', ':').replaceAll('[', '..').replaceAll('=', '-').replaceAll(']', '');

function unitElement(unit: ExchangeUnit): XmlNode {
  const { source, target } = numberedPieces(unit.source, unit.target);
  const data = new Map<string, string>();
  const reference = (native: string): string => {
    if (!data.has(native)) data.set(native, `d${data.size + 1}`);
    return data.get(native)!;
  };
  const segment = element(
    'segment',
    { state: unit.stale ? 'initial' : unit.state, subState: unit.stale ? 'faktaark:stale' : undefined },
    element('source', {}, ...inline(source, unit.samples, reference)),
    ...(target ? [element('target', {}, ...inline(target, NO_SAMPLES, reference))] : []),
  );
  const notes = [
    ...contextLines(unit).map((line) => element('note', { category: 'location' }, line)),
    ...(unit.note ? [element('note', { category: 'comment' }, unit.note)] : []),
  ];
  const terms = unit.terms.map(({ source: term, target: translation, note }) =>
    element(
      'gls:glossEntry',
      {},
      element('gls:term', {}, term),
      element('gls:translation', {}, translation),
      ...(note ? [element('gls:definition', {}, note)] : []),
    ),
  );
  return element(
    'unit',
    { id: idOf(unit.key), name: unit.key, 'slr:sizeRestriction': unit.limit?.toString() },
    ...(terms.length ? [element('gls:glossary', {}, ...terms)] : []),
    ...(notes.length ? [element('notes', {}, ...notes)] : []),
    ...(data.size
      ? [element('originalData', {}, ...[...data].map(([native, id]) => element('data', { id }, native)))]
      : []),
    segment,
  );
}

/** Placeholders become `ph` that may not be deleted, markup `pc` around what it marks. */
function inline(
  pieces: readonly NumberedPiece[],
  samples: ReadonlyMap<string, string>,
  reference: (native: string) => string,
): XmlNode[] {
  const out: XmlNode[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    if (typeof piece === 'string') out.push(piece);
    else if (piece.role === 'open') {
      const end = pieces.findIndex((p, j) => j > i && typeof p !== 'string' && p.role === 'close' && p.id === piece.id);
      const close = pieces[end];
      if (close === undefined || typeof close === 'string') continue;
      const [dataRefStart, dataRefEnd] = [reference(piece.native), reference(close.native)];
      const bold = /^<(?:strong|em)/.test(piece.native);
      const subType = bold ? (piece.native.startsWith('<strong') ? 'xlf:b' : 'xlf:i') : undefined;
      out.push(
        element(
          'pc',
          { id: piece.id, dataRefStart, dataRefEnd, type: bold ? 'fmt' : 'other', subType },
          ...inline(pieces.slice(i + 1, end), samples, reference),
        ),
      );
      i = end;
    } else if (piece.role === 'placeholder') {
      const disp = samples.get(piece.native);
      out.push(
        element('ph', { id: piece.id, canDelete: 'no', dataRef: reference(piece.native), equiv: piece.native, disp }),
      );
    }
  }
  return out;
}

function read(source: SourceText, report: Report): ReturnedFile | undefined {
  const root = parseXml(source, report);
  if (!root) return undefined;
  if (root.name !== 'xliff' || root.uri !== CORE) {
    report(finding('exchange-foreign', `The file is no XLIFF 2 (its root is <${root.name}>).`, root.place));
    return undefined;
  }
  const files = childrenOf(root, 'file');
  const origin = commonOrigin(
    files.map(({ attributes }) => attributes.get('id')),
    root.place,
    report,
  );
  return (
    origin && {
      ...origin,
      sourceLocale: root.attributes.get('srcLang'),
      targetLocale: root.attributes.get('trgLang'),
      units: files.flatMap((file) => [...descendants(file, 'unit')].map(readUnit)),
    }
  );
}

function readUnit(unit: XmlElement): ReturnedUnit {
  const data = new Map(
    childrenOf(unit, 'originalData')
      .flatMap((list) => childrenOf(list, 'data'))
      .map((entry) => [entry.attributes.get('id') ?? '', textIn(entry)] as const),
  );
  // Tools may cut a unit into segments, and put their targets in another order (section 4.3.1.22).
  const parts = unit.children.filter((c): c is XmlElement => isElement(c) && /^(?:segment|ignorable)$/.test(c.name));
  const part = (name: string) => parts.map((p) => childrenOf(p, name)[0]);
  const targets = part('target').map((target, i) => ({
    target,
    order: Number(target?.attributes.get('order') ?? i + 1),
  }));
  const ordered = targets.sort((a, b) => a.order - b.order).map(({ target }) => target);
  const pieces = (all: readonly (XmlElement | undefined)[]) => all.flatMap((p) => (p ? readInline(p, data) : []));
  const segments = parts.filter(({ name }) => name === 'segment');
  const states = segments.map((segment) => stateOf(segment.attributes.get('state') ?? 'initial'));
  return {
    keys: [unit.attributes.get('name') ?? '', keyOfId(unit.attributes.get('id') ?? '')].filter(Boolean),
    source: pieces(part('source')),
    target: ordered.some(Boolean) ? pieces(ordered) : undefined,
    state: lowestState(states),
    notes: childrenOf(unit, 'notes')
      .flatMap((notes) => childrenOf(notes, 'note'))
      .filter((note) => note.attributes.get('category') !== 'location')
      .map((note) => textIn(note).trim()),
    limit: numberOf(unit.attributes.get(`{${SIZES}}sizeRestriction`)),
    place: unit.place,
  };
}

const keyOfId = (id: string): string =>
  id.replace(':', '/').replace(/\.\.(\w+)-(\w+)/g, (_, arg: string, key: string) => `[${arg}=${key}]`);

const stateOf = (word: string): TranslationState | undefined => TRANSLATION_STATES.find((state) => state === word);

const numberOf = (text: string | undefined): number | undefined => {
  const number = Number(text?.split(',').at(-1));
  return text && Number.isInteger(number) && number > 0 ? number : undefined;
};

function readInline(parent: XmlElement, data: ReadonlyMap<string, string>): (string | CodeReference)[] {
  return parent.children.flatMap((node): (string | CodeReference)[] => {
    if (!isElement(node)) return [node];
    const code = (name: string, id: string, closing: boolean) =>
      data.get(node.attributes.get(name) ?? '') ?? { id, closing };
    const id = node.attributes.get('id') ?? '';
    switch (node.name) {
      case 'ph':
      case 'sc':
        return [code('dataRef', id, false)];
      case 'ec':
        return [code('dataRef', node.attributes.get('startRef') ?? id, true)];
      case 'pc':
        return [code('dataRefStart', id, false), ...readInline(node, data), code('dataRefEnd', id, true)];
      case 'cp':
        return [String.fromCodePoint(Number.parseInt(node.attributes.get('hex') ?? '', 16) || 0xfffd)];
      default:
        return readInline(node, data);
    }
  });
}
