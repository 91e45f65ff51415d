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
  if (nul !== -1) refuse('json-syntax', 'The file holds a NUL character.', at(nul));
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
      onComment: (offset) => refuse('json-syntax', 'JSON has no comments.', at(offset), 'Remove the comment.'),
      onError: (error, offset) => refuse('json-syntax', syntaxMessage(error, text, offset), at(offset)),
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
  };
}

const SYNTAX_MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no JSON value.',
  InvalidNumberFormat: 'The number is not well-formed.',
  PropertyNameExpected: 'A key in double quotes is expected here (a comma before a closing brace is not allowed).',
  ValueExpected: 'A value is expected here (a comma before a closing bracket is not allowed).',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace is expected here.',
  CloseBracketExpected: 'A closing bracket is expected here.',
  EndOfFileExpected: 'The file should end here.',
  UnexpectedEndOfString: 'The string does not end on its line.',
  InvalidUnicode: 'The \\u escape is not well-formed.',
  InvalidEscapeCharacter: 'The escape is not known in JSON.',
  InvalidCharacter: 'A control character must be escaped.',
};

function syntaxMessage(code: ParseErrorCode, text: string, offset: number): string {
  if (text.trim() === '') return 'The file is empty.';
  const name = printParseErrorCode(code);
  const message = SYNTAX_MESSAGES[name] ?? 'The file is not well-formed JSON.';
  return offset >= text.length ? `${message.slice(0, -1)}, but the file ends.` : message;
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
