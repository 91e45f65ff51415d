/** A document in parts that can be left out: text, or parts in order. */
export type Piece = string | readonly Piece[];

export const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.map(textOf).join(''));

type Fails = (piece: Piece) => boolean;

/** The least document found that still fails: parts are left out, many at once first, or stand for what holds them. */
export function shrink(piece: Piece, fails: Fails): Piece {
  for (let best = piece; ; ) {
    const less = shrunk(best, fails);
    if (textOf(less).length === textOf(best).length) return best;
    best = less;
  }
}

function shrunk(piece: Piece, fails: Fails): Piece {
  if (typeof piece === 'string') return piece;
  let parts = piece;
  for (let size = parts.length; size >= 1; size >>= 1) {
    for (let at = 0; at < parts.length; ) {
      const less = [...parts.slice(0, at), ...parts.slice(at + size)];
      if (textOf(parts.slice(at, at + size)) && fails(less)) parts = less;
      else at += size;
    }
  }
  for (const part of parts) if (parts.length > 1 && typeof part !== 'string' && fails(part)) return shrunk(part, fails);
  for (let at = 0; at < parts.length; at++) {
    const around = (part: Piece): Piece => [...parts.slice(0, at), part, ...parts.slice(at + 1)];
    parts = around(shrunk(parts[at]!, (part) => fails(around(part)))) as readonly Piece[];
  }
  return parts;
}
