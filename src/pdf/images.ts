import type { ImageStream, RasterImage } from '../engine/images/raster.ts';
import type { PdfFile, Ref } from './pdfkit.ts';

/** The pictures of one document, each written once and named in order of first use. */
export class DocumentImages {
  readonly #images = new Map<string, { resource: string; ref: Ref }>();
  readonly #file: PdfFile;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  get(image: RasterImage): { resource: string; ref: Ref } {
    let known = this.#images.get(image.hash);
    if (!known) {
      known = { resource: `Im${this.#images.size + 1}`, ref: this.#write(image) };
      this.#images.set(image.hash, known);
    }
    return known;
  }

  /** Image XObject, ISO 32000-1 section 8.9.5, with its soft mask. */
  #write({ width, height, main, alpha }: RasterImage): Ref {
    const size = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}`;
    const mask = alpha ? `/SMask ${this.#file.stream(size + describe(alpha), alpha.data)}` : '';
    return this.#file.stream(size + describe(main) + mask, main.data);
  }
}

const DEVICE_SPACES = { gray: '/DeviceGray', rgb: '/DeviceRGB', cmyk: '/DeviceCMYK' } as const;

function describe({ colorSpace, bitsPerComponent, filter, predictor, colorKey, inverted }: ImageStream): string {
  const space =
    typeof colorSpace === 'string'
      ? DEVICE_SPACES[colorSpace]
      : `[/Indexed/DeviceRGB ${colorSpace.indexed.length / 3 - 1}<${Buffer.from(colorSpace.indexed).toString('hex')}>]`;
  let out = `/ColorSpace${space}/BitsPerComponent ${bitsPerComponent}/Filter/${filter}`;
  if (predictor) {
    out += `/DecodeParms<</Predictor 15/Colors ${predictor.colors}/BitsPerComponent ${bitsPerComponent}/Columns ${predictor.columns}>>`;
  }
  if (colorKey) out += `/Mask[${colorKey.join(' ')}]`;
  if (inverted) out += '/Decode[1 0 1 0 1 0 1 0]';
  return out;
}
