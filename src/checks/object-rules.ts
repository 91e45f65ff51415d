import { Dict, nameOf, Stream } from '../pdf/read/objects.ts';
import { documentRule, EVERY, IN_PRINT, type Profile, type Rule } from './rule.ts';

/** Actions that files for keeping may not have (ISO 19005-2 6.5.1). */
const FORBIDDEN_ACTIONS: ReadonlySet<string> = new Set(
  'Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript'.split(' '),
);

const actions: Rule = {
  profiles: EVERY,
  begin: ({ report }) => ({
    object(dict) {
      const kind = dict.name('S');
      const isAction = dict.name('Type') === 'Action' || (!dict.has('Type') && !dict.has('P') && !dict.has('K'));
      if (kind !== undefined && isAction && FORBIDDEN_ACTIONS.has(kind))
        report('check-action', `the file has an action of the kind ${kind}`, { object: dict.object });
      if (dict.has('AA'))
        report('check-action', 'the file has actions that run by themselves (AA)', { object: dict.object });
    },
  }),
};

const printActions = documentRule(IN_PRINT, ({ document: { catalog }, report }) => {
  for (const key of ['OpenAction', 'AcroForm'])
    if (catalog.has(key)) report('check-action', `the catalogue has ${key}`, { object: catalog.object });
  if (catalog.dict('Names')?.has('JavaScript')) report('check-action', 'the file has scripts (JavaScript)');
});

/** ISO 15930-7 6.2.7 and ISO 19005-2 6.2.5. */
const transfer: Rule = {
  profiles: EVERY,
  begin: ({ report }) => ({
    object(resources) {
      const states = resources.dict('ExtGState');
      for (const name of states?.entries.keys() ?? []) {
        const state = states!.dict(name);
        if (!state) continue;
        const place = { object: state.object, box: name };
        if (state.has('TR')) report('check-transfer', 'a graphics state has a transfer function (TR)', place);
        if (state.has('TR2') && nameOf(state.get('TR2')) !== 'Default')
          report('check-transfer', 'a graphics state has a transfer function (TR2) other than Default', place);
        if (state.has('HTP')) report('check-transfer', 'a graphics state moves the halftone (HTP)', place);
        const type = state.dict('HT')?.number('HalftoneType');
        if (type !== undefined && type !== 1 && type !== 5)
          report('check-transfer', `a graphics state has a halftone of type ${type}; 1 and 5 are allowed`, place);
      }
    },
  }),
};

/** ISO 15930-7 6.2.8 and ISO 19005-2 6.2.8 and 6.2.9. */
const foreignContent: Rule = {
  profiles: EVERY,
  begin: ({ report }) => ({
    object(dict) {
      if (!(dict instanceof Stream)) return;
      const wrong = (message: string): void => report('check-external', message, { object: dict.object });
      const kind = dict.name('Subtype');
      const isXObject = kind === 'Image' || kind === 'Form' || kind === 'PS';
      if (dict.has('F') && (dict.get('F') instanceof Dict || dict.text('F') !== undefined))
        wrong('the data of a stream lie in another file');
      if (!isXObject) return;
      if (kind === 'PS' || dict.name('Subtype2') === 'PS' || dict.has('PS')) wrong('the file has a PostScript object');
      if (dict.has('OPI')) wrong('a picture or form is to be exchanged by OPI');
      if (dict.has('Alternates')) wrong('a picture has alternates');
      if (dict.has('Ref')) wrong('a form stands for a page of another file (Ref)');
    },
  }),
};

const RELATIONSHIPS: ReadonlySet<string> = new Set(
  'Source Data Alternative Supplement EncryptedPayload FormData Schema Unspecified'.split(' '),
);

/** ISO 19005-3 6.8 and annex E; the house asks for data files in the archive. */
const attachments: Rule = {
  profiles: ['screen', 'archive'] satisfies Profile[],
  begin: ({ document, profile, claims, report }) => {
    const files: Dict[] = [];
    return {
      object(dict) {
        if (dict.dict('EF')) files.push(dict);
      },
      end() {
        const wrong = (message: string, file?: Dict): void =>
          report('check-attachment', message, { object: file?.object, box: file?.text('UF') ?? file?.text('F') });
        if (profile === 'archive' && !document.catalog.dicts('AF').length)
          wrong('no data files are associated with the document (AF)');
        const holdsAny = claims.pdfa?.part === 3 || claims.pdfa?.part === 4;
        for (const file of files) {
          if (claims.pdfa && !holdsAny) {
            wrong(`a file is attached, which PDF/A-${claims.pdfa.part} allows only for PDF/A files`, file);
            continue;
          }
          const relationship = file.name('AFRelationship');
          if (!relationship || !RELATIONSHIPS.has(relationship))
            wrong('an attached file does not say what it is to the document (AFRelationship)', file);
          if (!file.text('Desc')?.trim()) wrong('an attached file has no description (Desc)', file);
          if (!file.text('F') || !file.text('UF')) wrong('an attached file lacks its name, as F or as UF', file);
          const stream = file.dict('EF')?.stream('F') ?? file.dict('EF')?.stream('UF');
          if (!stream) wrong('an attached file has no data', file);
          else if (!stream.name('Subtype')?.includes('/')) wrong('an attached file has no media type (Subtype)', file);
        }
      },
    };
  },
};

export const OBJECT_RULES = [actions, printActions, transfer, foreignContent, attachments];
