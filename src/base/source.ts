import type { Diagnostic } from './diagnostics.ts';

/** A text file of the user's, by the path that findings show. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** Why the text is not what the file says; whoever parses it reports this and nothing else. */
  readonly fault?: Diagnostic | undefined;
}

/** Turns offsets into lines and columns; both count from 1, columns in UTF-16 units. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) this.#starts.push(i + 1);
  }

  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 };
  }
}
