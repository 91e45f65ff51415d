import { SHEET_SCHEMA } from '../dataset/generated/sheet-schema.ts';

/** What a template can find at a path, as the schema of the sheet's data describes it. */
export interface Shape {
  readonly kind: 'object' | 'list' | 'text' | 'html' | 'number' | 'boolean' | 'any';
  readonly nullable: boolean;
  /** Name in `$defs` of the schema, where it has one. */
  readonly definition?: string | undefined;
  /** Of an object with fixed names. */
  readonly members?: ReadonlyMap<string, Shape>;
  /** Of a list, or of an object with free names. */
  readonly item?: Shape;
  /** All values that a text can have, where they are a closed list. */
  readonly values?: readonly string[];
}

/** The part of JSON Schema that the sheet's schema is written in. */
interface SchemaNode {
  readonly $ref?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly contentMediaType?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
}

export const TEXT: Shape = { kind: 'text', nullable: false };
export const HTML: Shape = { kind: 'html', nullable: false };
export const NUMBER: Shape = { kind: 'number', nullable: false };
export const BOOLEAN: Shape = { kind: 'boolean', nullable: false };
/** Stands for what a finding has been made about already; accepted everywhere. */
export const ANY: Shape = { kind: 'any', nullable: false };

const definitions: Readonly<Record<string, SchemaNode>> = SHEET_SCHEMA.$defs;
const known = new Map<string, Shape>();

function read(node: SchemaNode): Shape {
  if (node.$ref !== undefined) return define(node.$ref.replace('#/$defs/', ''));
  if (node.anyOf) {
    const [other, ...more] = node.anyOf.filter((choice) => choice.type !== 'null');
    if (other === undefined || more.length) throw new Error('a choice of shapes is not supported in the sheet schema');
    return { ...read(other), nullable: true };
  }
  if (node.enum) return { ...TEXT, values: node.enum.map(String) };
  switch (node.type) {
    case 'string':
      return node.contentMediaType === 'text/html' ? HTML : TEXT;
    case 'number':
    case 'integer':
      return NUMBER;
    case 'boolean':
      return BOOLEAN;
    case 'array':
      return { kind: 'list', nullable: false, item: read(node.items!) };
    case 'object': {
      const members = new Map(Object.entries(node.properties ?? {}).map(([key, child]) => [key, read(child)]));
      const free = node.additionalProperties;
      return { kind: 'object', nullable: false, members, ...(typeof free === 'object' && { item: read(free) }) };
    }
    default:
      throw new Error(`type ${node.type} is not supported in the sheet schema`);
  }
}

function define(name: string): Shape {
  const found = known.get(name);
  if (found) return found;
  const shape: Shape = { ...read(definitions[name]!), definition: name };
  known.set(name, shape);
  return shape;
}

/** Shape of the whole `SheetData`. */
export const SHEET: Shape = read(SHEET_SCHEMA);

/** A list of source markers, as every `refs` is. */
export const REFERENCES: Shape = { kind: 'list', nullable: false, item: define('reference') };
