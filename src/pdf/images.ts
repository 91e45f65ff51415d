import { inflateSync } from 'node:zlib';
import type { Matrix } from '../base/geometry.ts';
import { contentHash } from '../base/hash.ts';
import type { ImageStream, Orientation, RasterImage } from '../engine/images/raster.ts';
import type { ImageItem } from '../engine/paint/display-list.ts';
import { srgbProfile } from './assets/srgb-profile.ts';
import { plainCmykProfile } from './cmyk.ts';
import type { Colors } from './colors.ts';
import { deflateCached } from './deflate.ts';
import { inkPicture } from './ink/pictures.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import type { PageSpace } from './syntax.ts';

/** The pictures of one document, each written once and named in order of first use. */
export class DocumentImages {
  readonly #images = new Map<string, { resource: string; ref: Ref }>();
  readonly #profiles = new Map<string, Ref>();
  readonly #file: PdfFile;
  readonly #colors: Colors;

  constructor(file: PdfFile, colors: Colors) {
    this.#file = file;
    this.#colors = colors;
  }

  get(image: RasterImage): { resource: string; ref: Ref } {
    let known = this.#images.get(image.hash);
    if (!known) {
      const { separation } = this.#colors;
      const written = separation ? inkPicture(image, separation) : image;
      known = { resource: `Im${this.#images.size + 1}`, ref: this.#write(written) };
      this.#images.set(image.hash, known);
    }
    return known;
  }

  /** Image XObject, ISO 32000-1 section 8.9.5, with its soft mask. */
  #write({ width, height, main, alpha }: RasterImage): Ref {
    const size = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}`;
    const mask = alpha ? `/SMask ${this.#file.stream(size + describe(alpha, '/DeviceGray'), alpha.data)}` : '';
    return this.#file.stream(size + describe(main, this.#space(main)) + mask, main.data);
  }

  /** ICCBased (section 8.6.5.5) where there is a profile; device colours mean those of the output intent. */
  #space({ colorSpace, profile }: ImageStream): string {
    const base = typeof colorSpace === 'string' ? colorSpace : colorSpace.inks ? 'cmyk' : 'rgb';
    const bytes = profile ?? this.#profileOf(base);
    return bytes ? `[/ICCBased ${this.#profile(bytes, base)}]` : DEVICE_SPACES[base];
  }

  /** What stands for colours that are not those of the output intent. */
  #profileOf(base: keyof typeof DEVICE_SPACES): Uint8Array | undefined {
    if (this.#colors.separation) return base === 'rgb' ? inflateSync(srgbProfile()) : undefined;
    return base === 'cmyk' ? plainCmykProfile() : undefined;
  }

  #profile(bytes: Uint8Array, base: keyof typeof DEVICE_SPACES): Ref {
    const key = contentHash(bytes);
    let ref = this.#profiles.get(key);
    if (!ref) {
      const entries = `/N ${{ gray: 1, rgb: 3, cmyk: 4 }[base]}/Alternate${DEVICE_SPACES[base]}/Filter/FlateDecode`;
      ref = this.#file.stream(entries, deflateCached(bytes));
      this.#profiles.set(key, ref);
    }
    return ref;
  }
}

const DEVICE_SPACES = { gray: '/DeviceGray', rgb: '/DeviceRGB', cmyk: '/DeviceCMYK' } as const;

function describe(stream: ImageStream, base: string): string {
  const { colorSpace, bitsPerComponent, filter, predictor, colorKey, inverted, plainRgb } = stream;
  const space =
    typeof colorSpace === 'string'
      ? base
      : `[/Indexed${base} ${colorSpace.indexed.length / (colorSpace.inks ? 4 : 3) - 1}<${Buffer.from(colorSpace.indexed).toString('hex')}>]`;
  let out = `/ColorSpace${space}/BitsPerComponent ${bitsPerComponent}/Filter/${filter}`;
  if (predictor) {
    out += `/DecodeParms<</Predictor 15/Colors ${predictor.colors}/BitsPerComponent ${bitsPerComponent}/Columns ${predictor.columns}>>`;
  }
  if (plainRgb) out += '/DecodeParms<</ColorTransform 0>>';
  if (colorKey) out += `/Mask[${colorKey.join(' ')}]`;
  if (inverted) out += '/Decode[1 0 1 0 1 0 1 0]';
  return out;
}

/** Where a stored pixel is shown, both from the top left in parts of the picture (Exif 2.32 section 4.6.4). */
const TURNS: Readonly<Record<Orientation, (u: number, v: number) => readonly [number, number]>> = {
  1: (u, v) => [u, v],
  2: (u, v) => [1 - u, v],
  3: (u, v) => [1 - u, 1 - v],
  4: (u, v) => [u, 1 - v],
  5: (u, v) => [v, u],
  6: (u, v) => [1 - v, u],
  7: (u, v) => [1 - v, 1 - u],
  8: (u, v) => [v, 1 - u],
};

/** From the unit square, which a picture fills (ISO 32000-1 section 8.9.4), to its place on the page, pt. */
export function imageMatrix({ image, rect, stored }: ImageItem, { height }: PageSpace): Matrix {
  const turn = TURNS[(stored ? undefined : image.orientation) ?? 1];
  const at = (u: number, v: number): [number, number] => {
    const [x, y] = turn(u, v);
    return [(rect.x + x * rect.width) * 0.75, height - (rect.y + y * rect.height) * 0.75];
  };
  const [[x0, y0], [x1, y1], [x2, y2]] = [at(0, 1), at(1, 1), at(0, 0)];
  return [x1 - x0, y1 - y0, x2 - x0, y2 - y0, x0, y0];
}
