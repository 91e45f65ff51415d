import type { Shape } from './shapes.ts';

/** A value that a path can start from, with its place in the data: `/results/*` for each group of results. */
export interface Frame {
  readonly shape: Shape;
  readonly path: string;
}

/**
 * What the names of a template mean at one place of it. `{{#each}}` and `{{#with}}` open a frame that `../` leaves
 * again; a partial begins with one frame of its own, but sees `@root` and the loop variables of its caller.
 */
export interface Scope {
  readonly file: string;
  readonly root: Frame;
  /** Innermost last. */
  readonly frames: readonly Frame[];
  /** Block parameters: `{{#each rows as |row|}}`. */
  readonly locals: ReadonlyMap<string, Frame>;
  /** How many `{{#each}}` stand around, those of calling templates included. */
  readonly loops: number;
  /** Places that are known not to be null here, from `{{#if}}` and `{{#with}}` around. */
  readonly present: ReadonlySet<string>;
  /** Partials being called, outermost first. */
  readonly calls: readonly string[];
}

export function current(scope: Scope): Frame {
  return scope.frames.at(-1)!;
}

export function inside(scope: Scope, frame: Frame, locals: readonly [string, Frame][] = []): Scope {
  return {
    ...scope,
    frames: [...scope.frames, frame],
    locals: new Map([...scope.locals, ...locals]),
    present: new Set([...scope.present, frame.path]),
  };
}

export function knowing(scope: Scope, present: readonly string[]): Scope {
  return present.length ? { ...scope, present: new Set([...scope.present, ...present]) } : scope;
}
