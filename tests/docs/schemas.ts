import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of JSON Schema (2020-12) that data/schemas is written in. */
export interface SchemaNode {
  readonly $id?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly items?: SchemaNode;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

const FOLDER = 'data/schemas';

/** Every schema of data/schemas by the name of its file. */
export function readSchemas(): ReadonlyMap<string, SchemaNode> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.schema.json'));
  return new Map(
    names.sort().map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as SchemaNode]),
  );
}

/** A schema in the file that it stands in; `name` is that of the definition it was reached by. */
export interface Located {
  readonly node: SchemaNode;
  readonly file: string;
  readonly name?: string | undefined;
}

/** Follows `$ref`s to the schema that is meant; one that leads round in a circle ends where it began. */
export function resolveRef(schemas: ReadonlyMap<string, SchemaNode>, at: Located): Located {
  let here = at;
  for (const seen = new Set<SchemaNode>(); here.node.$ref !== undefined && !seen.has(here.node); ) {
    seen.add(here.node);
    const [other = '', pointer = ''] = here.node.$ref.split('#');
    const file = other || here.file;
    const steps = pointer.split('/').slice(1);
    const found = steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], schemas.get(file));
    if (found === undefined) throw new Error(`${here.file} refers to ${here.node.$ref}, which is not there`);
    here = { node: found as SchemaNode, file, name: steps.at(-1) };
  }
  return here;
}
