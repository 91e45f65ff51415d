import type { DiagnosticCode } from '../../base/codes.ts';
import { closest } from '../../base/suggest.ts';
import { current, type Frame, type Scope } from './scope.ts';
import { ANY, BOOLEAN, NUMBER, type Shape, TEXT } from './shapes.ts';

/** Called with what is wrong with a path; the caller knows the place. */
export type PathFault = (code: DiagnosticCode, message: string, hint?: string) => void;

/** Loop variables of `{{#each}}` (Handlebars sets them on every turn). */
const LOOP_VARIABLES: Readonly<Record<string, Shape>> = { index: NUMBER, key: TEXT, first: BOOLEAN, last: BOOLEAN };

/** Whether a path is one bare word, which Handlebars takes for a helper before a field. */
export function isBareWord(path: hbs.AST.PathExpression): boolean {
  return path.parts.length === 1 && path.depth === 0 && !path.data && !isScoped(path);
}

/** `this.x` and `./x` name fields only: no helpers, no block parameters. */
function isScoped(path: hbs.AST.PathExpression): boolean {
  return /^\.|this\b/.test(path.original);
}

/** What a path leads to; undefined, after a fault, where it leads nowhere. */
export function resolvePath(path: hbs.AST.PathExpression, scope: Scope, fault: PathFault): Frame | undefined {
  const parts = path.parts as readonly string[];
  if (path.data) return resolveVariable(path, parts, scope, fault);
  const local = path.depth === 0 && !isScoped(path) ? scope.locals.get(parts[0] ?? '') : undefined;
  if (local) return follow(local, parts.slice(1), scope, fault);
  const frame = scope.frames[scope.frames.length - 1 - path.depth];
  if (frame === undefined) {
    const hint = 'A partial cannot see what is around its call: pass it as an argument, or start from @root.';
    fault('template-unknown-path', `"${path.original}" leaves the outermost block.`, hint);
    return undefined;
  }
  return follow(frame, parts, scope, fault);
}

/** `@root`, and the variables of the loops around (`@../index` is that of the next loop out). */
function resolveVariable(
  path: hbs.AST.PathExpression,
  parts: readonly string[],
  scope: Scope,
  fault: PathFault,
): Frame | undefined {
  const [name = '', ...rest] = parts;
  if (name === 'root' && path.depth === 0) return follow(scope.root, rest, scope, fault);
  const shape = Object.hasOwn(LOOP_VARIABLES, name) ? LOOP_VARIABLES[name] : undefined;
  if (shape === undefined || rest.length > 0) {
    const near = closest(name, ['root', ...Object.keys(LOOP_VARIABLES)]);
    fault('template-unknown-path', `"${path.original}" is not known.`, near && `Did you mean "@${near}"?`);
    return undefined;
  }
  if (scope.loops > path.depth) return { shape, path: `@${path.depth}/${name}` };
  fault('template-unknown-path', `"${path.original}" has a value only inside {{#each}}.`);
  return undefined;
}

function follow(start: Frame, parts: readonly string[], scope: Scope, fault: PathFault): Frame | undefined {
  let frame = start;
  for (const part of parts) {
    const next = step(frame, part, scope, fault);
    if (next === undefined) return undefined;
    frame = next;
  }
  return frame;
}

function step({ shape, path }: Frame, part: string, scope: Scope, fault: PathFault): Frame | undefined {
  const to = `${path}/${part}`;
  if (shape.kind === 'any') return { shape: ANY, path: to };
  if (shape.nullable && !scope.present.has(path)) {
    const name = path.split('/').at(-1);
    fault('template-nullable-path', `A sheet may have no "${name}".`, `Put this inside {{#if ${name}}}.`);
  }
  if (shape.kind === 'list') {
    if (part === 'length') return { shape: NUMBER, path: to };
    fault('template-unknown-path', `"${part}" is looked for in a list.`, 'Go through the list with {{#each}}.');
    return undefined;
  }
  const member = shape.members?.get(part) ?? shape.item;
  if (member) return { shape: member, path: to };
  const where = path === '' ? 'the sheet' : `"${path.slice(1).replaceAll('/', '.')}"`;
  const what = shape.kind === 'object' ? 'has no' : `is ${shape.kind} and has no`;
  fault('template-unknown-path', `${where} ${what} "${part}".`, suggestion(part, shape, scope));
  return undefined;
}

/** A near name in the object itself, or the same or a near name further out. */
function suggestion(part: string, shape: Shape, scope: Scope): string | undefined {
  const near = closest(part, shape.members?.keys() ?? []);
  if (near !== undefined) return `Did you mean "${near}"?`;
  for (let depth = 1; depth < scope.frames.length; depth++) {
    const outer = scope.frames[scope.frames.length - 1 - depth]!;
    if (outer.shape.members?.has(part)) return `Did you mean "${'../'.repeat(depth)}${part}"?`;
  }
  if (scope.root.shape.members?.has(part)) return `Did you mean "@root.${part}"?`;
  const members = [...(shape.members?.keys() ?? [])];
  return members.length && shape !== current(scope).shape ? `It has ${members.join(', ')}.` : undefined;
}
