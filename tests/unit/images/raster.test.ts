import { readFileSync } from 'node:fs';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { cmykProfile, grayProfile, isUsableProfile } from '../../../src/base/icc.ts';
import { readRaster } from '../../../src/engine/images/image.ts';
import { ImageError } from '../../../src/engine/images/image-error.ts';
import type { ImageStream, RasterImage } from '../../../src/engine/images/raster.ts';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

interface Kind {
  readonly colorType: 0 | 2 | 3 | 4 | 6;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly interlaced: boolean;
  readonly trns: boolean;
}

const [WIDTH, HEIGHT] = [13, 9];
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = Uint8Array.from({ length: 48 }, (_, i) => (i * 37) % 256);

/** A PNG of noise whose rows use all five filters; pngjs says what it looks like. */
function encode({ colorType, depth, interlaced, trns }: Kind): Buffer {
  const bits = CHANNELS[colorType] * depth;
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(WIDTH, 0);
  ihdr.writeUInt32BE(HEIGHT, 4);
  ihdr.set([depth, colorType, 0, 0, interlaced ? 1 : 0], 8);
  const passes = interlaced
    ? [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]]
    : [[0, 0, 1, 1]]; // biome-ignore format: a table
  const rows: number[] = [];
  let random = 7;
  for (const [x, y, dx, dy] of passes as [number, number, number, number][]) {
    const width = Math.ceil((WIDTH - x) / dx);
    for (let row = 0; row < Math.ceil((HEIGHT - y) / dy); row++) {
      // Filters of indexed rows stay 0, so that indices stay inside the palette.
      rows.push(colorType === 3 ? 0 : row % 5);
      for (let i = 0; i < Math.ceil((width * bits) / 8); i++) {
        random = (random * 48271) % 2147483647;
        rows.push(colorType === 3 && depth === 8 ? random % 16 : random % 3 === 0 ? 0 : random % 256);
      }
    }
  }
  const transparent = colorType === 3 ? [0, 128, 255, 7] : new Array(colorType === 0 ? 2 : 6).fill(0);
  const data = deflateSync(Buffer.from(rows));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', ihdr),
    ...(colorType === 3 ? [chunk('PLTE', PALETTE)] : []),
    ...(trns ? [chunk('tRNS', Uint8Array.from(transparent))] : []),
    chunk('IDAT', data.subarray(0, 5)),
    chunk('IDAT', data.subarray(5)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Samples as a PDF reader gets them: inflated, unpredicted by wrapping the stream as a PNG of its own for pngjs. */
function samples(stream: ImageStream, width: number, height: number): number[][] {
  const indexed = typeof stream.colorSpace !== 'string';
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr.set([stream.bitsPerComponent, indexed ? 3 : stream.colorSpace === 'gray' ? 0 : 2, 0, 0, 0], 8);
  const file = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', ihdr),
    ...(typeof stream.colorSpace === 'object' ? [chunk('PLTE', stream.colorSpace.indexed)] : []),
    chunk('IDAT', stream.data),
    chunk('IEND', new Uint8Array()),
  ]);
  const { data } = PNG.sync.read(file);
  return Array.from({ length: width * height }, (_, i) => [...data.subarray(i * 4, i * 4 + 3)]);
}

function rgba(image: RasterImage): number[][] {
  const alpha = image.alpha && samples(image.alpha, image.width, image.height);
  const { colorKey } = image.main;
  return samples(image.main, image.width, image.height).map((color, i) => {
    // Our transparent colour is black: a key of zeros.
    const keyed = colorKey?.every((value) => value === 0) && color.every((value) => value === 0);
    return [...color, alpha ? alpha[i]![0]! : keyed ? 0 : 255];
  });
}

const kinds: Kind[] = [];
for (const [colorType, depths] of [
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
] as const) {
  for (const depth of depths) {
    for (const interlaced of [false, true]) {
      for (const trns of colorType < 4 ? [false, true] : [false]) kinds.push({ colorType, depth, interlaced, trns });
    }
  }
}

test.each(kinds)('PNG %j looks as pngjs sees it', (kind) => {
  const file = encode(kind);
  const image = readRaster(file);
  const { data } = PNG.sync.read(file);
  const got = rgba(image);
  // pngjs rounds samples of 16 bits in two different ways.
  const tolerance = kind.depth === 16 ? 1 : 0;
  for (const [i, pixel] of got.entries()) {
    for (const [k, value] of pixel.entries()) {
      const keyedDeep = kind.depth === 16 && kind.trns && k === 3;
      if (!keyedDeep) expect(Math.abs(value - data[i * 4 + k]!)).toBeLessThanOrEqual(tolerance);
    }
  }
  expect(image).toMatchObject({ format: 'png', width: WIDTH, height: HEIGHT });
});

test('IDAT passes through untouched where it can, and pixels are split from alpha where not', () => {
  const plain = encode({ colorType: 2, depth: 8, interlaced: false, trns: false });
  const image = readRaster(plain);
  expect(image.alpha).toBeUndefined();
  expect(image.main.predictor).toEqual({ colors: 3, columns: WIDTH });
  expect(inflateSync(image.main.data)).toHaveLength(HEIGHT * (1 + WIDTH * 3));
  expect(plain.includes(Buffer.from(image.main.data.subarray(5)))).toBe(true);
  expect(readRaster(encode({ colorType: 6, depth: 16, interlaced: false, trns: false })).alpha?.colorSpace).toBe(
    'gray',
  );
});

test('samples of 16 bits stay whole', () => {
  for (const kind of [
    { colorType: 4, depth: 16, interlaced: false, trns: false },
    { colorType: 6, depth: 16, interlaced: true, trns: false },
    { colorType: 2, depth: 16, interlaced: true, trns: true },
  ] as const) {
    const { main, alpha } = readRaster(encode(kind));
    expect(main.bitsPerComponent).toBe(16);
    if (!kind.trns) expect(alpha?.bitsPerComponent).toBe(16);
  }
});

/** A PNG with chunks after its header. */
function withChunks(...chunks: readonly Buffer[]): Buffer {
  const plain = encode({ colorType: 2, depth: 8, interlaced: false, trns: false });
  return Buffer.concat([plain.subarray(0, 33), ...chunks, plain.subarray(33)]);
}

const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, i * 4);
  return bytes;
};
const iccp = (profile: Uint8Array): Buffer =>
  chunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), deflateSync(profile)]));
const SRGB_CHRM = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];
const ADOBE_CHRM = [31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000];

test('colours that are not those of sRGB have a profile', () => {
  const profile = (...chunks: Buffer[]) => readRaster(withChunks(...chunks)).main.profile;
  const usual = chunk('gAMA', u32(45455));
  expect(profile()).toBeUndefined();
  expect(profile(usual, chunk('cHRM', u32(...SRGB_CHRM)))).toBeUndefined();
  expect(profile(chunk('sRGB', Buffer.of(0)), chunk('gAMA', u32(100000)))).toBeUndefined();
  const wide = profile(usual, chunk('cHRM', u32(...ADOBE_CHRM)))!;
  expect(isUsableProfile(wide, 'RGB ')).toBe(true);
  expect(isUsableProfile(profile(chunk('gAMA', u32(100000)))!, 'RGB ')).toBe(true);
  // The colours of the profile's primaries add up to its white, D50.
  const view = new DataView(wide.buffer, wide.byteOffset);
  const xyz = (name: string, i: number): number => {
    const entry = Buffer.from(wide).indexOf(name, 132, 'latin1');
    return view.getInt32(view.getUint32(entry + 4) + 8 + i * 4) / 65536;
  };
  for (const [i, value] of [0.9642, 1, 0.8249].entries())
    expect(['rXYZ', 'gXYZ', 'bXYZ'].reduce((sum, name) => sum + xyz(name, i), 0)).toBeCloseTo(value, 3);
  expect(xyz('rXYZ', 0)).toBeCloseTo(0.6097, 2);
  // An embedded profile prevails; one for other colours, or damaged, is passed over.
  expect(profile(iccp(wide), usual)).toEqual(new Uint8Array(wide));
  expect(profile(iccp(grayProfile(1)), usual)).toBeUndefined();
  expect(profile(iccp(wide.subarray(0, 200)))).toBeUndefined();
  expect(profile(chunk('iCCP', Buffer.from('nonsense')))).toBeUndefined();
  for (const odd of [0, 1, 0xffffffff]) expect(profile(chunk('gAMA', u32(odd)))).toBeUndefined();
  expect(profile(usual, chunk('cHRM', u32(0, 0, 0, 0, 0, 0, 0, 0)))).toBeUndefined();
});

test('a damaged or cut PNG is a plain error', () => {
  const good = encode({ colorType: 6, depth: 8, interlaced: false, trns: false });
  for (let length = 0; length < good.length; length += 7)
    expect(() => readRaster(good.subarray(0, length))).toThrow(ImageError);
  const flipped = Buffer.from(good);
  flipped[good.indexOf('IDAT') + 6]! ^= 0xff;
  expect(() => readRaster(flipped)).toThrow(/damaged in its chunk IDAT/);
  const short = Buffer.concat([
    good.subarray(0, 33),
    chunk('IDAT', deflateSync(Buffer.alloc(10))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  expect(() => readRaster(short)).toThrow(/pixels are missing/);
});

test('a picture that would fill the memory is refused before it is decoded', () => {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(20_000, 0);
  ihdr.writeUInt32BE(5_001, 4);
  ihdr.set([8, 2, 0, 0, 0], 8);
  const png = encode({ colorType: 2, depth: 8, interlaced: false, trns: false });
  const huge = Buffer.concat([png.subarray(0, 8), chunk('IHDR', ihdr), chunk('IEND', Buffer.alloc(0))]);
  expect(() => readRaster(huge)).toThrow(expect.objectContaining({ kind: 'unsupported' }));
});

const fixture = (name: string): Buffer => readFileSync(`tests/data/images/${name}.jpg`);

/** A JPEG with segments after its first marker. */
function withSegments(file: Buffer, ...segments: readonly (readonly [number, Uint8Array])[]): Buffer {
  const parts = segments.map(([marker, data]) =>
    Buffer.concat([Buffer.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff), data]),
  );
  return Buffer.concat([file.subarray(0, 2), ...parts, file.subarray(2)]);
}

const exif = (tiff: string): readonly [number, Uint8Array] => [0xe1, Buffer.from(`Exif\0\0${tiff}`, 'latin1')];

test('JPEG: how the picture is to be turned', () => {
  const turn = (tiff: string) => readRaster(withSegments(fixture('rgb'), exif(tiff))).orientation;
  expect(turn('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0')).toBe(6);
  expect(turn('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0')).toBe(3);
  expect(turn('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0')).toBeUndefined();
  for (const bad of ['', 'XX', 'MM\0*', 'MM\0*\xff\xff\xff\xff', 'MM\0*\0\0\0\x08\xff\xff\x01\x12'])
    expect(turn(bad)).toBeUndefined();
});

test('JPEG: a profile in parts, and colours that are RGB already', () => {
  const profile = cmykProfile(2, () => [50, 0, 0]);
  const half = Math.ceil(profile.length / 2);
  const part = (number: number, from: number, to: number): readonly [number, Uint8Array] => [
    0xe2,
    Buffer.concat([Buffer.from('ICC_PROFILE\0'), Buffer.of(number, 2), profile.subarray(from, to)]),
  ];
  const [first, second] = [part(1, 0, half), part(2, half, profile.length)];
  const cmyk = fixture('cmyk-adobe');
  expect(readRaster(withSegments(cmyk, second, first)).main.profile).toEqual(new Uint8Array(profile));
  expect(readRaster(withSegments(cmyk, second)).main.profile).toBeUndefined();
  expect(readRaster(withSegments(fixture('rgb'), first, second)).main.profile).toBeUndefined();
  const named = Buffer.from(jpeg(0xc0, 3, false));
  const sof = named.indexOf(Buffer.of(0xff, 0xc0));
  for (const [i, id] of [...'RGB'].entries()) named[sof + 10 + i * 3] = id.charCodeAt(0);
  expect(readRaster(named).main.plainRgb).toBe(true);
  expect(readRaster(jpeg(0xc0, 3, false)).main.plainRgb).toBeUndefined();
});

test('formats that cannot be embedded are named, and what to use instead', () => {
  const hint = (start: string): unknown => {
    try {
      return readRaster(Buffer.from(start.padEnd(40, '\0'), 'latin1'));
    } catch (error) {
      return [(error as ImageError).message, (error as ImageError).hint];
    }
  };
  expect(hint('RIFF\x10\0\0\0WEBPVP8 ')).toEqual(['The file is a WebP picture.', expect.stringMatching(/JPEG.*PNG/)]);
  expect(hint('\0\0\0\x20ftypavif')).toEqual(['The file is an AVIF picture.', expect.stringMatching(/JPEG/)]);
  expect(hint('II*\0')).toEqual(['The file is a TIFF picture.', expect.stringMatching(/JPEG/)]);
  expect(hint('hello')).toEqual(['The file is not a picture in PNG, JPEG or GIF form.', undefined]);
});

function jpeg(frame: number, components: number, adobe: boolean): Buffer {
  const sof = [0xff, frame, 0, 8 + components * 3, 8, 0, 20, 0, 30, components, ...new Array(components * 3).fill(0)];
  const app14 = [0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 2];
  const scan = [0xff, 0xda, 0, 3, 0, 1, 2, 0xff, 0, 3, 0xff, 0xd0, 4];
  return Buffer.from([0xff, 0xd8, ...(adobe ? app14 : []), ...sof, ...scan, 0xff, 0xd9]);
}

test('JPEG: size, colours, inverted CMYK, and what cannot be embedded', () => {
  expect(readRaster(jpeg(0xc0, 3, false))).toMatchObject({
    width: 30,
    height: 20,
    main: { colorSpace: 'rgb', filter: 'DCTDecode' },
  });
  expect(readRaster(jpeg(0xc2, 1, false)).main.colorSpace).toBe('gray');
  expect(readRaster(jpeg(0xc0, 4, true)).main).toMatchObject({ colorSpace: 'cmyk', inverted: true });
  expect(readRaster(jpeg(0xc0, 4, false)).main.inverted).toBeUndefined();
  expect(() => readRaster(jpeg(0xc3, 3, false))).toThrow(expect.objectContaining({ kind: 'unsupported' }));
  const whole = jpeg(0xc0, 3, true);
  for (let length = 2; length < whole.length; length++)
    expect(() => readRaster(whole.subarray(0, length))).toThrow(ImageError);
  expect(() => readRaster(Buffer.alloc(0))).toThrow(ImageError);
});

/** GIFs of one picture, written by ImageMagick; the PNG beside each is what it shows. */
test.each(['noise', 'interlaced', 'transparent', 'animated', 'two-colours'])('GIF: %s looks like its PNG', (name) => {
  const image = readRaster(readFileSync(`tests/data/images/${name}.gif`));
  const png = PNG.sync.read(readFileSync(`tests/data/images/${name}.gif.png`));
  expect(image).toMatchObject({ format: 'gif', width: png.width, height: png.height });
  const { indexed } = image.main.colorSpace as { indexed: Uint8Array };
  const indices = inflateSync(image.main.data);
  const alpha = image.alpha && inflateSync(image.alpha.data);
  for (const [i, index] of indices.entries()) {
    const want = [...png.data.subarray(i * 4, i * 4 + 4)];
    const got = [...indexed.subarray(index * 3, index * 3 + 3), alpha ? alpha[i] : 255];
    // The colour of what is transparent does not matter.
    if (want[3] === 0) expect(got[3]).toBe(0);
    else expect(got).toEqual(want);
  }
});

test('GIF: damage is a plain error', () => {
  const good = readFileSync('tests/data/images/transparent.gif');
  const whole = readRaster(good);
  for (let length = 0; length < good.length - 2; length++)
    expect(() => readRaster(good.subarray(0, length))).toThrow(ImageError);
  // Any byte may be wrong: it shows something or says that it cannot.
  for (let at = 6; at < good.length; at++) {
    const bent = Buffer.from(good);
    bent[at]! ^= 0xff;
    try {
      expect(readRaster(bent).hash).not.toBe(whole.hash);
    } catch (error) {
      expect(error).toBeInstanceOf(ImageError);
    }
  }
  const none = Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1');
  expect(() => readRaster(none)).toThrow(/no picture/);
});
