import type { Spot } from '../base/color.ts';
import type { DocumentObjects, NamedRef } from './objects.ts';
import type { PdfFile } from './pdfkit.ts';
import { name, num } from './syntax.ts';

/** The named inks of one document: separations with their likeness in process inks (ISO 32000-1 section 8.6.6.4). */
export class DocumentSpots {
  readonly #file: PdfFile;
  readonly #objects: DocumentObjects;

  constructor(file: PdfFile, objects: DocumentObjects) {
    this.#file = file;
    this.#objects = objects;
  }

  get(spot: Spot): NamedRef {
    const solid = spot.solid.map(num).join(' ');
    const tint = `<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[${solid}]/N 1>>`;
    const text = `[/Separation${name(spot.name)}/DeviceCMYK${tint}]`;
    return this.#objects.get('CS', text, () => this.#file.add(text));
  }
}
