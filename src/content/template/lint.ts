import type { DiagnosticCode } from '../../base/codes.ts';
import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import { closest } from '../../base/suggest.ts';
import { type Call, checkArguments } from './arguments.ts';
import { BLOCKS, HELPERS } from './helpers.ts';
import { isBareWord, resolvePath } from './paths.ts';
import { current, type Frame, inside, knowing, type Scope } from './scope.ts';
import { ANY, BOOLEAN, HTML, NUMBER, REFERENCES, SHEET, type Shape, TEXT } from './shapes.ts';

/** A parsed template with the path that findings show. */
export interface ParsedTemplate {
  readonly file: string;
  readonly program: hbs.AST.Program;
}

/** A label the template prints, by its name in `SheetData.labels`. Whether it exists depends on the locale. */
export interface LabelUse {
  readonly name: string;
  readonly place: Place;
}

/** Loops in loops multiply; the sheet's own data nests three deep. */
const MAX_LOOPS = 4;
/** So that partials that call each other twice and again cannot hang a build. */
const MAX_CALLS = 2000;

/**
 * Checks every path of a layout and of the partials it calls, each with the data it is called with, against the
 * schema of the sheet: also in conditions and arguments, where Handlebars' strict mode is silent. Returns the
 * labels used.
 */
export function lintTemplate(
  layout: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
  report: Report,
): readonly LabelUse[] {
  const linter = new Linter(partials, report);
  const root: Frame = { shape: SHEET, path: '' };
  const scope = { root, frames: [root], locals: new Map(), loops: 0, present: new Set<string>(), calls: [] };
  linter.program(layout.program, { file: layout.file, ...scope });
  return linter.labels;
}

class Linter {
  readonly labels: LabelUse[] = [];
  readonly #partials: ReadonlyMap<string, ParsedTemplate>;
  readonly #report: Report;
  #calls = 0;

  constructor(partials: ReadonlyMap<string, ParsedTemplate>, report: Report) {
    this.#partials = partials;
    this.#report = report;
  }

  program(program: hbs.AST.Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) this.#statement(statement, scope);
  }

  #statement(node: hbs.AST.Statement, scope: Scope): void {
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return;
      case 'MustacheStatement':
        this.#mustache(node as hbs.AST.MustacheStatement, scope);
        return;
      case 'BlockStatement':
        this.#block(node as hbs.AST.BlockStatement, scope);
        return;
      case 'PartialStatement':
        this.#partial(node as hbs.AST.PartialStatement, scope);
        return;
      default:
        this.#fault(node, scope, 'template-unsupported', `${FEATURES[node.type] ?? node.type} are not allowed.`);
    }
  }

  /** `{{x}}` and `{{{x}}}`: the value must be printable, and braces must fit what it is. */
  #mustache(node: hbs.AST.MustacheStatement, scope: Scope): void {
    if (!isPath(node.path)) {
      this.#fault(node, scope, 'template-unsupported', 'A literal in braces names nothing; write it as text.');
      return;
    }
    const { kind, members } = this.#call(node as Call, scope) ?? ANY;
    const name = node.path.original;
    if (kind === 'object' || kind === 'list') {
      const printed = [...(members ?? [])].flatMap(([key, { kind }]) =>
        kind === 'text' || kind === 'number' ? [`{{${name}.${key}}}`] : kind === 'html' ? [`{{{${name}.${key}}}}`] : [],
      );
      const hint = printed.length ? `Write ${printed.join(' or ')}.` : `Write {{#each ${name}}}…{{/each}}.`;
      this.#fault(
        node,
        scope,
        'template-not-printable',
        `"${name}" is ${kind === 'list' ? 'a list' : 'an object'}.`,
        hint,
      );
    } else if (!node.escaped && kind !== 'html' && kind !== 'any') {
      this.#fault(node, scope, 'template-raw-text', `"${name}" is plain text.`, `Write {{${name}}}.`);
    } else if (node.escaped && kind === 'html' && !isHelper(node.path, scope)) {
      this.#fault(node, scope, 'template-escaped-html', `"${name}" is HTML.`, `Write {{{${name}}}}.`);
    }
  }

  #block(node: hbs.AST.BlockStatement, scope: Scope): void {
    const name = isPath(node.path) ? node.path.original : '';
    const argument = node.params[0];
    if (!BLOCKS.has(name)) {
      const near = closest(name, BLOCKS);
      const hint = near ? `Did you mean "#${near}"?` : `Blocks are ${[...BLOCKS].join(', ')}.`;
      this.#fault(node, scope, 'template-unknown-helper', `There is no block "#${name}".`, hint);
      this.program(node.inverse, scope);
      return;
    }
    if (node.params.length !== 1 || node.hash?.pairs.some((pair) => pair.key !== 'includeZero')) {
      this.#fault(node, scope, 'template-arguments', `{{#${name}}} takes one value.`);
    }
    const value = argument ? this.#value(argument, scope) : undefined;
    const frame = value ?? { shape: ANY, path: '?' };
    if (name === 'if' || name === 'unless') {
      const truth = name === 'if';
      this.program(node.program, knowing(scope, argument ? this.#presentWhen(argument, truth, scope) : []));
      this.program(node.inverse, knowing(scope, argument ? this.#presentWhen(argument, !truth, scope) : []));
      return;
    }
    const names = node.program?.blockParams ?? [];
    if (name === 'with') {
      this.program(node.program, inside(scope, frame, names[0] ? [[names[0], frame]] : []));
    } else this.#each(node, frame, names, scope);
    this.program(node.inverse, scope);
  }

  #each(node: hbs.AST.BlockStatement, frame: Frame, names: readonly string[], scope: Scope): void {
    const { shape } = frame;
    if (shape.kind !== 'any' && shape.item === undefined) {
      this.#fault(node, scope, 'template-arguments', '{{#each}} takes a list.');
    }
    if (scope.loops >= MAX_LOOPS) {
      this.#fault(node, scope, 'template-limit', `Loops may be nested ${MAX_LOOPS} deep.`);
      return;
    }
    const item: Frame = { shape: shape.item ?? ANY, path: `${frame.path}/*` };
    const locals: [string, Frame][] = [];
    if (names[0]) locals.push([names[0], item]);
    if (names[1]) locals.push([names[1], { shape: shape.kind === 'object' ? TEXT : NUMBER, path: '@index' }]);
    const around = knowing(scope, [frame.path]);
    this.program(node.program, { ...inside(around, item, locals), loops: scope.loops + 1 });
  }

  /** `{{> name context key=value}}`: the partial is checked anew for each call, with what it is given. */
  #partial(node: hbs.AST.PartialStatement, scope: Scope): void {
    if (!isPath(node.name as hbs.AST.Expression)) {
      this.#fault(node, scope, 'template-unsupported', 'The name of a partial must be written out.');
      return;
    }
    const name = (node.name as hbs.AST.PathExpression).original;
    const partial = this.#partials.get(name);
    const given = node.params[0] ? this.#value(node.params[0], scope) : current(scope);
    const added = (node.hash?.pairs ?? []).map((pair): [string, Shape] => [
      pair.key,
      this.#value(pair.value, scope)?.shape ?? ANY,
    ]);
    if (partial === undefined) {
      const near = closest(name, this.#partials.keys());
      const hint = near && `Did you mean "${near}"?`;
      this.#fault(node, scope, 'template-unknown-partial', `There is no partial "${name}".`, hint);
      return;
    }
    if (scope.calls.includes(name)) {
      this.#fault(node, scope, 'template-limit', `"${name}" calls itself: ${[...scope.calls, name].join(' > ')}.`);
      return;
    }
    if (++this.#calls > MAX_CALLS) {
      const message = `Partials are called more than ${MAX_CALLS} times.`;
      if (this.#calls === MAX_CALLS + 1) this.#fault(node, scope, 'template-limit', message);
      return;
    }
    const frame = given ?? { shape: ANY, path: '?' };
    if (added.length && frame.shape.kind !== 'object' && frame.shape.kind !== 'any') {
      this.#fault(node, scope, 'template-arguments', 'Named arguments can only be laid over an object.');
    }
    const members = new Map([...(frame.shape.members ?? []), ...added]);
    const own = added.length && frame.shape.kind === 'object' ? { ...frame.shape, members } : frame.shape;
    this.program(partial.program, {
      ...scope,
      file: partial.file,
      frames: [{ shape: own, path: frame.path }],
      locals: new Map(),
      calls: [...scope.calls, name],
    });
  }

  /** A path or a helper call; undefined, after a finding, where it leads nowhere. */
  #call(node: Call, scope: Scope): Shape | undefined {
    const { path } = node;
    const spec = isHelper(path, scope) ? HELPERS[path.original] : undefined;
    if (spec === undefined) {
      if (node.params.length === 0 && !node.hash?.pairs.length && node.type !== 'SubExpression') {
        return this.#path(path, scope)?.shape;
      }
      const near = closest(path.original, Object.keys(HELPERS));
      const hint = near ? `Did you mean "${near}"?` : `Helpers are ${Object.keys(HELPERS).join(', ')}.`;
      this.#fault(path, scope, 'template-unknown-helper', `There is no helper "${path.original}".`, hint);
      for (const param of node.params) this.#value(param, scope);
      return undefined;
    }
    const shapes = checkArguments(path.original, spec, node, {
      shapeOf: (argument) => this.#value(argument, scope)?.shape ?? ANY,
      fault: (at, code, message, hint) => this.#fault(at, scope, code, message, hint),
    });
    return spec.returns === 'same' ? shapes[0] : SHAPES[spec.returns];
  }

  #value(node: hbs.AST.Expression, scope: Scope): Frame | undefined {
    if (isPath(node) && !isHelper(node, scope)) return this.#path(node, scope);
    switch (node.type) {
      case 'PathExpression':
        return frameOf(
          this.#call({ ...node, type: 'PathExpression', path: node, params: [] } as unknown as Call, scope),
        );
      case 'SubExpression':
        return frameOf(this.#call(node as Call, scope));
      case 'NumberLiteral':
        return frameOf(NUMBER);
      case 'BooleanLiteral':
        return frameOf(BOOLEAN);
      case 'StringLiteral':
        return frameOf(TEXT);
      default:
        this.#fault(node, scope, 'template-unsupported', 'null and undefined are not allowed as arguments.');
        return undefined;
    }
  }

  #path(path: hbs.AST.PathExpression, scope: Scope): Frame | undefined {
    const frame = resolvePath(path, scope, (code, message, hint) => this.#fault(path, scope, code, message, hint));
    const label = /^\/labels\/([^/]+)$/.exec(frame?.path ?? '')?.[1];
    if (label && label !== '*') this.labels.push({ name: label, place: place(path, scope) });
    return frame;
  }

  /** Places that cannot be null where `condition` holds (`truth`) or does not hold. */
  #presentWhen(condition: hbs.AST.Expression, truth: boolean, scope: Scope): string[] {
    if (isPath(condition)) {
      const frame = truth ? resolvePath(condition, scope, () => {}) : undefined;
      return frame ? [frame.path] : [];
    }
    if (condition.type !== 'SubExpression') return [];
    const { path, params } = condition as Call;
    if (path.original === 'not' && params[0]) return this.#presentWhen(params[0], !truth, scope);
    const together = path.original === (truth ? 'and' : 'or');
    return together ? params.flatMap((param) => this.#presentWhen(param, truth, scope)) : [];
  }

  #fault(node: hbs.AST.Node, scope: Scope, code: DiagnosticCode, message: string, hint?: string): void {
    this.#report(finding(code, message, place(node, scope), hint));
  }
}

const SHAPES = { boolean: BOOLEAN, number: NUMBER, text: TEXT, html: HTML, references: REFERENCES } as const;

const FEATURES: Readonly<Record<string, string>> = {
  PartialBlockStatement: 'Partial blocks {{#> }}',
  DecoratorBlock: 'Inline partials and decorators {{#* }}',
  Decorator: 'Decorators {{* }}',
};

const isPath = (node: hbs.AST.Node): node is hbs.AST.PathExpression => node.type === 'PathExpression';

/** Handlebars looks for a helper before a field, but for a block parameter before a helper. */
const isHelper = (path: hbs.AST.PathExpression, scope: Scope): boolean =>
  isBareWord(path) && Object.hasOwn(HELPERS, path.original) && !scope.locals.has(path.original);

/** The value of a call has no place in the data. */
const frameOf = (shape: Shape | undefined): Frame | undefined => shape && { shape, path: '?' };

/** Handlebars counts columns from 0. */
function place(node: hbs.AST.Node, { file }: Scope): Place {
  return { file, line: node.loc.start.line, column: node.loc.start.column + 1 };
}
