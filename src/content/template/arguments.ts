import type { DiagnosticCode } from '../../base/codes.ts';
import { closest } from '../../base/suggest.ts';
import type { ArgumentKind, HelperSpec } from './helpers.ts';
import type { Shape } from './shapes.ts';

/** A mustache or sub-expression that calls a helper. */
export interface Call extends hbs.AST.Expression {
  readonly path: hbs.AST.PathExpression;
  readonly params: readonly hbs.AST.Expression[];
  readonly hash?: hbs.AST.Hash;
}

export interface ArgumentChecks {
  /** Checks the paths of an argument and gives what it leads to. */
  readonly shapeOf: (argument: hbs.AST.Expression) => Shape;
  readonly fault: (at: hbs.AST.Node, code: DiagnosticCode, message: string, hint?: string) => void;
}

/**
 * Checks number, kinds and names of the arguments of a helper, and words that a comparison can never meet. Returns
 * the shapes of the parameters.
 */
export function checkArguments(
  name: string,
  spec: HelperSpec,
  call: Call,
  { shapeOf, fault }: ArgumentChecks,
): readonly Shape[] {
  const { parameters, rest, named = {}, required = [] } = spec;
  const shapes = call.params.map(shapeOf);
  if (call.params.length < parameters.length || (!rest && call.params.length > parameters.length)) {
    const count = `${parameters.length}${rest ? ' or more' : ''}`;
    fault(call, 'template-arguments', `"${name}" takes ${count} values, not ${call.params.length}.`);
  }
  call.params.forEach((param, i) => {
    const kind = parameters[i] ?? rest;
    if (kind && !fits(shapes[i]!, kind)) {
      fault(param, 'template-arguments', `Value ${i + 1} of "${name}" must be ${WORDS[kind]}.`);
    }
  });
  const pairs = call.hash?.pairs ?? [];
  for (const { key, value, ...pair } of pairs) {
    const shape = shapeOf(value);
    const kind = Object.hasOwn(named, key) ? named[key] : undefined;
    if (kind === undefined) {
      const near = closest(key, Object.keys(named));
      const hint = near ? `Did you mean "${near}"?` : undefined;
      fault({ ...pair }, 'template-arguments', `"${name}" has no argument "${key}".`, hint);
    } else if (!fits(shape, kind)) {
      fault({ ...pair }, 'template-arguments', `"${key}" of "${name}" must be ${WORDS[kind]}.`);
    }
  }
  for (const key of required) {
    if (!pairs.some((pair) => pair.key === key)) fault(call, 'template-arguments', `"${name}" needs ${key}=...`);
  }
  if (name === 'eq') checkComparison(call, shapes, fault);
  if (name === 'where') checkSelection(call, shapes, fault);
  return shapes;
}

/** `(eq role "advisd")` can never hold where the schema lists the words of `role`. */
function checkComparison(call: Call, shapes: readonly Shape[], fault: ArgumentChecks['fault']): void {
  const [left, right] = call.params;
  if (left && right) {
    checkWord(right, shapes[0]?.values, fault);
    checkWord(left, shapes[1]?.values, fault);
  }
}

/** `(where partners "role" "advised")`: the property must be written out, exist, and may have the value. */
function checkSelection(call: Call, [list]: readonly Shape[], fault: ArgumentChecks['fault']): void {
  const [, key, value] = call.params;
  const members = list?.item?.members;
  if (members === undefined || key === undefined || value === undefined) return;
  if (key.type !== 'StringLiteral') {
    fault(key, 'template-arguments', 'The property that "where" looks at must be written out.');
    return;
  }
  const name = (key as hbs.AST.StringLiteral).value;
  const member = members.get(name);
  if (member === undefined) {
    const near = closest(name, members.keys());
    const hint = near ? `Did you mean "${near}"?` : `They have ${[...members.keys()].join(', ')}.`;
    fault(key, 'template-unknown-path', `The entries of the list have no "${name}".`, hint);
  } else checkWord(value, member.values, fault);
}

function checkWord(
  literal: hbs.AST.Expression,
  values: readonly string[] | undefined,
  fault: ArgumentChecks['fault'],
): void {
  if (values === undefined || literal.type !== 'StringLiteral') return;
  const word = (literal as hbs.AST.StringLiteral).value;
  if (values.includes(word)) return;
  const near = closest(word, values);
  const hint = near ? `Did you mean "${near}"?` : `It is one of ${values.join(', ')}.`;
  fault(literal, 'template-unknown-value', `"${word}" is never the value here.`, hint);
}

const WORDS: Readonly<Record<ArgumentKind, string>> = {
  any: 'a value',
  text: 'text',
  number: 'a number',
  list: 'a list of texts',
  records: 'a list of objects',
  chart: 'chart data such as personnel',
  leadership: 'a leadership such as leadership',
  contributionTable: 'a table such as contributions',
  keyFigure: 'a figure such as those of keyFigures.items',
  map: 'the data of a map, such as map',
  boolean: 'true or false',
};

/** Kinds that are definitions of the sheet's schema. */
const DEFINITIONS: ReadonlySet<ArgumentKind> = new Set([
  'chart',
  'leadership',
  'contributionTable',
  'keyFigure',
  'map',
]);

function fits(shape: Shape, kind: ArgumentKind): boolean {
  if (kind === 'any' || shape.kind === 'any') return true;
  if (DEFINITIONS.has(kind)) return shape.definition === kind;
  if (kind === 'list') return shape.kind === 'list' && shape.item?.kind === 'text';
  if (kind === 'records') return shape.kind === 'list' && shape.item?.kind === 'object';
  return shape.kind === kind;
}
