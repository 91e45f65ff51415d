/**
 * A small synchronous binding to the HarfBuzz WebAssembly module of the package `harfbuzzjs`. The package's own loader
 * is asynchronous and copies every glyph into an object; here the buffers are read in place.
 */

interface Exports {
  readonly memory: WebAssembly.Memory;
  __wasm_call_ctors(): void;
  malloc(size: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_font_create(face: number): number;
  hb_font_destroy(font: number): void;
  hb_face_destroy(face: number): void;
  hb_blob_destroy(blob: number): void;
  hb_font_get_nominal_glyph(font: number, unicode: number, glyph: number): number;
  hb_font_get_glyph_h_advance(font: number, glyph: number): number;
  hb_font_get_face(font: number): number;
  hb_ot_layout_table_get_feature_tags(face: number, table: number, start: number, count: number, tags: number): number;
  hb_buffer_create(): number;
  hb_buffer_reset(buffer: number): void;
  hb_buffer_add_utf16(buffer: number, text: number, textLength: number, itemOffset: number, itemLength: number): void;
  hb_buffer_set_direction(buffer: number, direction: number): void;
  hb_buffer_set_script(buffer: number, script: number): void;
  hb_buffer_set_language(buffer: number, language: number): void;
  hb_buffer_set_cluster_level(buffer: number, level: number): void;
  hb_buffer_set_flags(buffer: number, flags: number): void;
  hb_buffer_guess_segment_properties(buffer: number): void;
  hb_buffer_get_length(buffer: number): number;
  hb_buffer_get_glyph_infos(buffer: number, length: number): number;
  hb_buffer_get_glyph_positions(buffer: number, length: number): number;
  hb_language_from_string(text: number, length: number): number;
  hb_script_from_string(text: number, length: number): number;
  hb_feature_from_string(text: number, length: number, feature: number): number;
  hb_shape(font: number, buffer: number, features: number, count: number): void;
}

export type Direction = 'ltr' | 'rtl';

/** Handle of a font inside the module. */
export type FontHandle = number;

export interface GlyphRunData {
  readonly glyphs: Uint16Array;
  readonly clusters: Uint32Array;
  readonly advances: Int32Array;
  readonly xOffsets: Int32Array;
  readonly yOffsets: Int32Array;
}

const MEMORY_MODE_WRITABLE = 2;
const DIRECTION_LTR = 4;
const DIRECTION_RTL = 5;
const CLUSTER_MONOTONE_CHARACTERS = 1;
const FEATURE_BYTES = 16;
const GLYPH_BYTES = 20;
const SCRATCH_BYTES = 64;
const GSUB = 0x47535542;

export class HarfBuzz {
  readonly #hb: Exports;
  readonly #buffer: number;
  readonly #scratch: number;
  readonly #languages = new Map<string, number>();
  readonly #scripts = new Map<string, number>();
  readonly #features = new Map<string, { readonly pointer: number; readonly count: number }>();
  /** Where the copies of the fonts' files lie. */
  readonly #data = new Map<FontHandle, number>();
  #text = 0;
  #textCapacity = 0;

  /** `wasm` is the content of harfbuzz.wasm. Compiles synchronously. */
  constructor(wasm: Uint8Array<ArrayBuffer>) {
    const fail = (): never => {
      throw new Error('HarfBuzz aborted');
    };
    let memory: WebAssembly.Memory | undefined;
    const imports = {
      env: {
        _abort_js: fail,
        _emscripten_runtime_keepalive_clear: () => undefined,
        _setitimer_js: () => 0,
        emscripten_resize_heap: (size: number): number => {
          const pages = Math.ceil((size - memory!.buffer.byteLength) / 65536);
          try {
            memory!.grow(Math.max(pages, 64));
            return 1;
          } catch {
            return 0;
          }
        },
      },
      wasi_snapshot_preview1: { proc_exit: fail },
    };
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), imports);
    this.#hb = instance.exports as unknown as Exports;
    memory = this.#hb.memory;
    this.#hb.__wasm_call_ctors();
    this.#buffer = this.#hb.hb_buffer_create();
    this.#scratch = this.#hb.malloc(SCRATCH_BYTES);
  }

  /** A font over a copy of `bytes`, scaled to its own units. It lives until it is destroyed. */
  createFont(bytes: Uint8Array): FontHandle {
    const hb = this.#hb;
    const data = hb.malloc(bytes.length);
    new Uint8Array(hb.memory.buffer, data, bytes.length).set(bytes);
    const blob = hb.hb_blob_create(data, bytes.length, MEMORY_MODE_WRITABLE, 0, 0);
    const face = hb.hb_face_create(blob, 0);
    const font = hb.hb_font_create(face);
    // The font holds the face, and the face the blob.
    hb.hb_face_destroy(face);
    hb.hb_blob_destroy(blob);
    this.#data.set(font, data);
    return font;
  }

  destroyFont(font: FontHandle): void {
    this.#hb.hb_font_destroy(font);
    this.#hb.free(this.#data.get(font)!);
    this.#data.delete(font);
  }

  /** Glyph id of a code point, 0 where the font has none. */
  nominalGlyph(font: FontHandle, codePoint: number): number {
    const found = this.#hb.hb_font_get_nominal_glyph(font, codePoint, this.#scratch);
    return found ? new Uint32Array(this.#hb.memory.buffer, this.#scratch, 1)[0]! : 0;
  }

  glyphAdvance(font: FontHandle, glyph: number): number {
    return this.#hb.hb_font_get_glyph_h_advance(font, glyph);
  }

  /** The tags of the features in the font's table GSUB. */
  substitutions(font: FontHandle): ReadonlySet<string> {
    const hb = this.#hb;
    const face = hb.hb_font_get_face(font);
    const tags = new Set<string>();
    // The scratch memory holds the count and, after it, as many tags as it has room for.
    const room = SCRATCH_BYTES / 4 - 1;
    for (let start = 0, total = 1; start < total; start += room) {
      new Uint32Array(hb.memory.buffer, this.#scratch, 1)[0] = room;
      total = hb.hb_ot_layout_table_get_feature_tags(face, GSUB, start, this.#scratch, this.#scratch + 4);
      const [count, ...found] = new Uint32Array(hb.memory.buffer, this.#scratch, room + 1);
      for (const tag of found.slice(0, count))
        tags.add(String.fromCharCode(tag >>> 24, (tag >> 16) & 0xff, (tag >> 8) & 0xff, tag & 0xff));
    }
    return tags;
  }

  /**
   * Shapes `text.slice(start, end)` with the rest of `text` as context. Clusters come back relative to `start`, glyphs
   * in visual order. `script` is an ISO 15924 tag, `features` a list as hb_feature_from_string reads it, by commas.
   */
  shape(
    font: FontHandle,
    text: string,
    start: number,
    end: number,
    direction: Direction,
    script: string,
    language: string,
    features: string,
  ): GlyphRunData {
    const hb = this.#hb;
    // A few characters on either side are all that joining looks at.
    const from = Math.max(0, start - 8);
    const to = Math.min(text.length, end + 8);
    const length = to - from;
    if (length > this.#textCapacity) {
      if (this.#text) hb.free(this.#text);
      this.#textCapacity = Math.max(1024, length * 2);
      this.#text = hb.malloc(this.#textCapacity * 2);
    }
    const units = new Uint16Array(hb.memory.buffer, this.#text, length);
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(from + i);
    const buffer = this.#buffer;
    hb.hb_buffer_reset(buffer);
    hb.hb_buffer_set_cluster_level(buffer, CLUSTER_MONOTONE_CHARACTERS);
    hb.hb_buffer_add_utf16(buffer, this.#text, length, start - from, end - start);
    hb.hb_buffer_set_direction(buffer, direction === 'rtl' ? DIRECTION_RTL : DIRECTION_LTR);
    hb.hb_buffer_set_script(buffer, this.#tag(this.#scripts, script, hb.hb_script_from_string));
    hb.hb_buffer_set_language(buffer, this.#tag(this.#languages, language, hb.hb_language_from_string));
    const list = this.#featureList(features);
    hb.hb_shape(font, buffer, list.pointer, list.count);

    const count = hb.hb_buffer_get_length(buffer);
    const infos = new Uint32Array(hb.memory.buffer, hb.hb_buffer_get_glyph_infos(buffer, 0), count * 5);
    const positions = new Int32Array(hb.memory.buffer, hb.hb_buffer_get_glyph_positions(buffer, 0), count * 5);
    const glyphs = new Uint16Array(count);
    const clusters = new Uint32Array(count);
    const advances = new Int32Array(count);
    const xOffsets = new Int32Array(count);
    const yOffsets = new Int32Array(count);
    const base = start - from;
    for (let i = 0, at = 0; i < count; i++, at += GLYPH_BYTES / 4) {
      glyphs[i] = infos[at]!;
      clusters[i] = infos[at + 2]! - base;
      advances[i] = positions[at]!;
      xOffsets[i] = positions[at + 2]!;
      yOffsets[i] = positions[at + 3]!;
    }
    return { glyphs, clusters, advances, xOffsets, yOffsets };
  }

  #tag(known: Map<string, number>, name: string, make: (text: number, length: number) => number): number {
    let value = known.get(name);
    if (value === undefined) {
      value = this.#withAscii(name, make);
      known.set(name, value);
    }
    return value;
  }

  #featureList(features: string): { readonly pointer: number; readonly count: number } {
    let list = this.#features.get(features);
    if (!list) {
      const names = features ? features.split(',') : [];
      const pointer = names.length ? this.#hb.malloc(names.length * FEATURE_BYTES) : 0;
      names.forEach((name, i) => {
        const known = this.#withAscii(name, (text, length) =>
          this.#hb.hb_feature_from_string(text, length, pointer + i * FEATURE_BYTES),
        );
        if (!known) throw new Error(`HarfBuzz does not read the feature "${name}"`);
      });
      list = { pointer, count: names.length };
      this.#features.set(features, list);
    }
    return list;
  }

  #withAscii<T>(text: string, use: (pointer: number, length: number) => T): T {
    const pointer = this.#hb.malloc(text.length + 1);
    const bytes = new Uint8Array(this.#hb.memory.buffer, pointer, text.length + 1);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    bytes[text.length] = 0;
    try {
      return use(pointer, text.length);
    } finally {
      this.#hb.free(pointer);
    }
  }
}
