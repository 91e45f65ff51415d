/** Bytes that are read in pieces: a file may be larger than memory. Reads beyond the end give what there is. */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** Bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(Math.max(0, offset), Math.max(0, offset) + Math.max(0, length)),
  };
}

const WINDOW = 1 << 16;
const WINDOWS_KEPT = 64;

/** Keeps the last windows read: objects are small, and those that are read together lie together. */
export function windowed(source: ByteSource): ByteSource {
  const windows = new Map<number, Uint8Array>();
  const windowAt = (index: number): Uint8Array => {
    let window = windows.get(index);
    if (window) windows.delete(index);
    else window = source.read(index * WINDOW, WINDOW);
    windows.set(index, window);
    if (windows.size > WINDOWS_KEPT) windows.delete(windows.keys().next().value!);
    return window;
  };
  return {
    size: source.size,
    read(offset, length) {
      const from = Math.max(0, offset);
      const end = Math.min(source.size, from + length);
      if (end <= from) return new Uint8Array(0);
      const [first, last] = [Math.floor(from / WINDOW), Math.floor((end - 1) / WINDOW)];
      if (last - first > 8) return source.read(from, end - from);
      if (first === last) return windowAt(first).subarray(from - first * WINDOW, end - first * WINDOW);
      const joined = new Uint8Array(end - from);
      for (let index = first; index <= last; index++) {
        const start = Math.max(from, index * WINDOW);
        const piece = windowAt(index).subarray(start - index * WINDOW, end - index * WINDOW);
        joined.set(piece, start - from);
      }
      return joined;
    },
  };
}

/** What reading may cost. The clock belongs to the application, so it says when the time is over. */
export interface Budget {
  readonly spent: () => boolean;
}

export const UNLIMITED: Budget = { spent: () => false };
