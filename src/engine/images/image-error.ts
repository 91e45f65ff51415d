/** The picture cannot be used; the message is for the person who chose it. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  /** `broken`: the data are damaged. `unsupported`: sound, perhaps, but of a kind that cannot be embedded. */
  readonly kind: 'broken' | 'unsupported';
  /** What to do instead, where more can be said than for all pictures. */
  readonly hint: string | undefined;

  constructor(message: string, kind: 'broken' | 'unsupported' = 'broken', hint?: string) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }
}

const MAX_PIXELS = 100_000_000;

/** Throws where a picture has no pixels or so many that decoding it could exhaust the memory. */
export function checkSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new ImageError('The picture has no pixels.');
  if (width * height > MAX_PIXELS) {
    throw new ImageError(
      `The picture has ${width} x ${height} pixels; at most 100 megapixels are allowed.`,
      'unsupported',
    );
  }
}
