import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import { LineIndex, type SourceText } from '../../base/source.ts';

const MAX_LENGTH = 20 * 1024 * 1024;
const MAX_DEPTH = 200;

/** A parsed file that knows where each of its values stands. Pointers are RFC 6901. */
export interface JsonDocument {
  readonly file: string;
  readonly value: unknown;
  /** Place of the value; of the nearest ancestor where the pointer leads nowhere. */
  place(pointer: string): Place;
  /** Place of the key that names the value; of the value itself in arrays and at the root. */
  keyPlace(pointer: string): Place;
  /** Place inside a string value, at an offset in the decoded string. */
  placeInString(pointer: string, offset: number): Place;
}

interface Spot {
  key: number;
  value: number;
}

/** One step of a JSON pointer (RFC 6901 section 3). */
export function pointerStep(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * Parses strict JSON (RFC 8259). Everything wrong is reported, at its line and column;
 * undefined means that no value can be trusted.
 */
export function parseJson(source: SourceText, report: Report): JsonDocument | undefined {
  const { file, fault } = source;
  if (fault) {
    report(fault);
    return undefined;
  }
  if (source.text.length > MAX_LENGTH) {
    report(finding('json-limit', 'The file is larger than 20 MB.', { file }));
    return undefined;
  }
  // A byte order mark (RFC 8259 section 8.1) is refused, but the rest is read as if it were not there.
  const bom = source.text.startsWith('\uFEFF');
  const text = bom ? ` ${source.text.slice(1)}` : source.text;
  const lines = new LineIndex(text);
  const at = (offset: number): Place => ({ file, ...lines.position(offset) });
  let sound = true;
  const refuse = (
    code: 'json-syntax' | 'json-duplicate-key' | 'json-forbidden-key' | 'json-limit',
    message: string,
    place: Place,
    hint?: string,
  ) => {
    sound = false;
    report(finding(code, message, place, hint));
  };
  if (bom) refuse('json-syntax', 'The file begins with a byte order mark.', at(0), 'Save it as UTF-8 without BOM.');
  const nul = text.indexOf('\0');
  if (nul !== -1) refuse('json-syntax', 'The file holds a NUL character.', at(nul), 'Remove it, or save it as UTF-8.');
  const deep = tooDeep(text);
  if (deep !== -1) {
    refuse('json-limit', `The file is nested deeper than ${MAX_DEPTH}.`, at(deep));
    return undefined;
  }

  const spots = new Map<string, Spot>();
  const builder = createBuilder(spots, (code, message, offset, pointer) =>
    refuse(code, message, { ...at(offset), pointer }),
  );
  visit(
    text,
    {
      onObjectBegin: (offset) => builder.open({}, offset),
      onObjectEnd: () => builder.close(),
      onArrayBegin: (offset) => builder.open([], offset),
      onArrayEnd: () => builder.close(),
      onObjectProperty: (key, offset) => builder.key(key, offset),
      onLiteralValue: (value, offset) => builder.add(value, offset),
      onComment: (offset) =>
        refuse(
          'json-syntax',
          'JSON has no comments.',
          { ...at(offset), pointer: builder.pointer() },
          'Remove the comment.',
        ),
      onError: (error, offset) => {
        // The parser tells of the string that holds it.
        if (nul !== -1 && printParseErrorCode(error) === 'InvalidCharacter') return;
        const { message, hint } = syntaxFault(error, text, offset);
        refuse('json-syntax', message, { ...at(offset), pointer: builder.pointer() }, hint);
      },
    },
    { disallowComments: false, allowTrailingComma: false },
  );
  if (!sound) return undefined;

  const spotOf = (pointer: string): Spot => {
    let p = pointer;
    while (!spots.has(p) && p !== '') p = p.slice(0, p.lastIndexOf('/'));
    return spots.get(p) ?? { key: 0, value: 0 };
  };
  return {
    file,
    value: builder.value(),
    place: (pointer) => ({ ...at(spotOf(pointer).value), pointer }),
    keyPlace: (pointer) => ({ ...at(spotOf(pointer).key), pointer }),
    placeInString: (pointer, offset) => ({ ...at(rawOffset(text, spotOf(pointer).value, offset)), pointer }),
  };
}

/** Builds the value while the visitor walks, and notes where everything stands. */
function createBuilder(
  spots: Map<string, Spot>,
  refuse: (code: 'json-duplicate-key' | 'json-forbidden-key', message: string, offset: number, pointer: string) => void,
) {
  type Container = Record<string, unknown> | unknown[];
  const stack: { container: Container; pointer: string }[] = [];
  let root: unknown;
  let pending: { key: string; offset: number } | undefined;

  const add = (value: unknown, offset: number): string => {
    const top = stack.at(-1);
    if (top === undefined) {
      root = value;
      spots.set('', { key: offset, value: offset });
      return '';
    }
    const { container } = top;
    let pointer: string;
    if (Array.isArray(container)) {
      pointer = `${top.pointer}/${container.length}`;
      container.push(value);
      spots.set(pointer, { key: offset, value: offset });
    } else {
      // Without a key the parser has already reported the fault.
      const { key, offset: keyOffset } = pending ?? { key: '', offset };
      pointer = top.pointer + pointerStep(key);
      if (key === '__proto__') refuse('json-forbidden-key', 'The key __proto__ is refused.', keyOffset, pointer);
      else if (Object.hasOwn(container, key))
        refuse('json-duplicate-key', `The key ${JSON.stringify(key)} stands twice.`, keyOffset, pointer);
      else {
        container[key] = value;
        spots.set(pointer, { key: keyOffset, value: offset });
      }
      pending = undefined;
    }
    return pointer;
  };

  return {
    add,
    key(key: string, offset: number) {
      pending = { key, offset };
    },
    open(container: Container, offset: number) {
      const pointer = add(container, offset);
      stack.push({ container, pointer });
    },
    close() {
      stack.pop();
    },
    value: () => root,
    /** Where the parser is. */
    pointer: () => (stack.at(-1)?.pointer ?? '') + (pending ? pointerStep(pending.key) : ''),
  };
}

/** What the parser says, in words, and what to do about it. */
const SYNTAX_WORDS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  InvalidSymbol: [
    'This is no JSON value.',
    'Write text in double quotes; the other values are numbers, true, false and null.',
  ],
  InvalidNumberFormat: [
    'The number is not well-formed.',
    'Write it in digits, with a full stop before decimals: 1234.5.',
  ],
  PropertyNameExpected: ['A key in double quotes is expected here.', 'Write the key, or remove the comma before it.'],
  ValueExpected: ['A value is expected here.', 'Write the value, or remove the comma before it.'],
  ColonExpected: ['A colon is expected here.', 'Write : between key and value.'],
  CommaExpected: ['A comma is expected here.', 'Write a comma after the entry before.'],
  CloseBraceExpected: ['A closing brace is expected here.', 'Write } at the end of the object.'],
  CloseBracketExpected: ['A closing bracket is expected here.', 'Write ] at the end of the list.'],
  EndOfFileExpected: ['The file should end here.', 'Remove what follows, or a brace too many before it.'],
  UnexpectedEndOfString: [
    'The string does not end on its line.',
    'Write the closing quotation mark; a new line is \\n.',
  ],
  InvalidUnicode: ['The \\u escape is not well-formed.', 'Write four hexadecimal digits: \\u00a0.'],
  InvalidEscapeCharacter: ['The escape is not known in JSON.', 'Write \\\\ for the character \\ itself.'],
  InvalidCharacter: ['A control character must be escaped.', 'Write \\n for a new line and \\t for a tab.'],
};

function syntaxFault(code: ParseErrorCode, text: string, offset: number): { message: string; hint: string } {
  if (text.trim() === '') return { message: 'The file is empty.', hint: 'Write at least {}.' };
  const known = SYNTAX_WORDS[printParseErrorCode(code)];
  const [message, hint] = known ?? ['The file is not well-formed JSON.', 'Mend the syntax here.'];
  return { message: offset >= text.length ? `${message.slice(0, -1)}, but the file ends.` : message, hint };
}

/** Offset of the first bracket beyond the allowed depth, or -1. The parser recurses, so this is asked first. */
function tooDeep(text: string): number {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      // A raw line end ends a broken string, as it does for the parser.
      else if (c === 0x22 || c === 0x0a) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > MAX_DEPTH) return i;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return -1;
}

/** Offset in the file of the character at `offset` in the string literal that begins at `start`. */
function rawOffset(text: string, start: number, offset: number): number {
  let i = start + 1;
  for (let n = 0; n < offset && text[i] !== undefined && text[i] !== '"'; n++) {
    if (text[i] === '\\') i += text[i + 1] === 'u' ? 6 : 2;
    else i++;
  }
  return i;
}
