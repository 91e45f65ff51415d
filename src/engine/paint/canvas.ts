import type { ReplacedContent } from '../boxes/box.ts';
import type { UrlImage } from '../css/paint-types.ts';
import type { TextContext } from '../text/paragraph.ts';
import type { DisplayItem } from './display-list.ts';

/** Finds the picture a style names; reports once what cannot be read. */
export type PictureLookup = (image: UrlImage) => ReplacedContent;

/** What painting one page writes to and reads from. */
export interface Canvas {
  readonly items: DisplayItem[];
  readonly pictures: PictureLookup;
  readonly text: TextContext;
  /** BCP 47. */
  readonly lang: string;
}
