import { BEFORE, CHAPTERS } from './data-words.ts';
import { code, NOTE, table } from './markdown.ts';
import { type Located, readSchemas, resolveRef, type SchemaNode } from './schemas.ts';

/** `docs/data.md`: every file that an editor writes, key by key, from the schemas that check it. */
export function dataPage(): string {
  const page = new DataPage();
  return [NOTE, ...BEFORE, ...CHAPTERS.flatMap((chapter) => page.chapter(chapter)), ''].join('\n\n');
}

export interface Chapter {
  readonly title: string;
  readonly schema: string;
  /** What a table cannot say: how the file is used. Markdown, paragraph by paragraph. */
  readonly words: readonly string[];
}

/** Definitions of common.schema.json, by what they hold. */
const KINDS: Readonly<Record<string, string>> = {
  id: 'key',
  missionId: 'key',
  messageKey: 'key of a message',
  localeTag: 'language tag',
  isoDate: 'date',
  isoDay: 'day',
  nation: 'country code',
  webAddress: 'address',
  assetPath: 'path',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: '`true` or `false`',
  null: '`null`',
  object: 'object',
};

const PLURALS: Readonly<Record<string, string>> = {
  key: 'keys',
  'key of a message': 'keys of messages',
  'language tag': 'language tags',
  'country code': 'country codes',
  text: 'texts',
};

class DataPage {
  readonly #schemas = readSchemas();
  /** Headings of the page, so that objects with one title are told apart. */
  readonly #headings = new Set<string>();
  /** Anchors of the objects that have their table, or wait for it in the queue. */
  readonly #anchors = new Map<SchemaNode, string>();
  #queue: { readonly heading: string; readonly at: Located }[] = [];

  chapter({ title, schema, words }: Chapter): string[] {
    const node = this.#schemas.get(schema)!;
    this.#anchors.set(node, anchor(title));
    const parts = [
      `## ${title}`,
      prose(node.description ?? ''),
      ...words,
      ...(words.some(isHeading) ? ['### Keys'] : []),
    ];
    return [...parts, ...this.#object({ node, file: schema })];
  }

  /** The table of an object, and below it the objects that it alone leads to. */
  #object(at: Located): string[] {
    const parts = [this.#table(at)];
    for (const { heading, at: inner } of this.#queue.splice(0)) {
      const words = inner.node.description ? [prose(inner.node.description)] : [];
      parts.push(`### ${heading}`, ...words, ...this.#object(inner));
    }
    return parts;
  }

  #table(at: Located): string {
    const required = at.node.required ?? [];
    return table(
      ['Key', 'Value', 'Needed', 'What it says', 'Example'],
      Object.entries(at.node.properties ?? {}).map(([key, node]) => {
        const own = { ...at, node };
        const target = resolveRef(this.#schemas, own).node;
        return [
          code(key),
          this.#kind(own),
          required.includes(key) ? 'yes' : '',
          prose(node.description ?? target.description ?? ''),
          example(node.examples ?? target.examples),
        ];
      }),
    );
  }

  /** What a value is, in words; objects with keys of their own lead to their table. */
  #kind(at: Located): string {
    const target = resolveRef(this.#schemas, at);
    const { node, name } = target;
    if (name !== undefined && KINDS[name]) return KINDS[name];
    const inner = (child: SchemaNode) => this.#kind({ file: target.file, node: child });
    if (node.enum) return node.enum.map((value) => code(String(value))).join(' ');
    if (node.anyOf) return node.anyOf.map(inner).join(' or ');
    if (node.items) return `list of ${plural(inner(node.items))}`;
    if (node.properties) return `[${node.title ?? name ?? 'object'}](#${this.#link(target)})`;
    if (typeof node.additionalProperties === 'object') {
      const keys = node.propertyNames ? inner(node.propertyNames) : 'name';
      return `by ${keys === 'text' ? 'key' : keys}: ${inner(node.additionalProperties)}`;
    }
    return TYPES[node.type ?? 'string'] ?? 'text';
  }

  /** The anchor of an object's table, which is written once, whatever leads to it. */
  #link(at: Located): string {
    const known = this.#anchors.get(at.node);
    if (known !== undefined) return known;
    const title = at.node.title ?? at.name ?? 'Object';
    let heading = title;
    for (let n = 2; this.#headings.has(heading); n++) heading = `${title} (${n})`;
    this.#headings.add(heading);
    this.#anchors.set(at.node, anchor(heading));
    this.#queue.push({ heading, at });
    return anchor(heading);
  }
}

const isHeading = (paragraph: string): boolean => paragraph.startsWith('#');

const plural = (kind: string): string => PLURALS[kind] ?? kind;

/** As GitHub makes them of headings. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** Tags and placeholders in a description are code. */
const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 ? part : part.replace(/<[^<>]+>|\{[^{}]+\}/g, '`$&`')))
    .join('');

function example(examples: readonly unknown[] | undefined): string {
  if (!examples?.length) return '';
  const text = JSON.stringify(examples[0]).replaceAll('","', '", "').replaceAll('":', '": ');
  return code(text.length > 90 ? `${text.slice(0, 88)}…` : text);
}
