import { type Piece, piecesOf } from './pieces.ts';
import type { CodeReference } from './unit.ts';

/** A code with the number it has in a unit; the two ends of an element have one number. */
export interface NumberedCode {
  readonly id: string;
  readonly role: 'placeholder' | 'open' | 'close';
  readonly native: string;
}

export type NumberedPiece = string | NumberedCode;

/** A unit's source and target with their codes numbered from 1; a code of the target that the source has too has its number. */
export function numberedPieces(
  source: string,
  target: string | undefined,
): { readonly source: readonly NumberedPiece[]; readonly target: readonly NumberedPiece[] | undefined } {
  let count = 0;
  const fresh = () => String(++count);
  const own = numbered(piecesOf(source), fresh);
  if (target === undefined) return { source: own, target: undefined };
  const free = own.filter((piece): piece is NumberedCode => typeof piece !== 'string' && piece.role !== 'close');
  /** The same code, or else the same value in another form, as grammar may ask. */
  const take = (native: string): string => {
    const same = free.findIndex((code) => code.native === native);
    const at = same >= 0 ? same : free.findIndex((code) => argumentOf(code.native) === argumentOf(native));
    return at < 0 ? fresh() : free.splice(at, 1)[0]!.id;
  };
  return { source: own, target: numbered(piecesOf(target), take) };
}

function numbered(pieces: readonly Piece[], idOf: (native: string) => string): readonly NumberedPiece[] {
  const open: string[] = [];
  return pieces.map((piece) => {
    if (piece.kind === 'text') return piece.text;
    const { role, native } = piece;
    const id = role === 'close' ? (open.pop() ?? idOf(native)) : idOf(native);
    if (role === 'open') open.push(id);
    return { id, role, native };
  });
}

/** What a placeholder or tag is about: `{nmi, name, short}` and `{nmi, name}` are about `{nmi`. */
const argumentOf = (native: string): string => /^(?:\{\w+|<\w+)/.exec(native)?.[0] ?? native;

/**
 * The text that came back, its references filled with the codes that the file was given: those of the old target, which
 * may have another form, then those of the source. Undefined where one is not known.
 */
export function resolved(
  pieces: readonly (string | CodeReference)[],
  source: string,
  target: string | undefined,
): string | undefined {
  const known = new Map<string, string>();
  const { source: own, target: old } = numberedPieces(source, target);
  for (const piece of [...(old ?? []), ...own]) {
    if (typeof piece === 'string') continue;
    const key = `${piece.id}${piece.role === 'close' ? '/' : ''}`;
    if (!known.has(key)) known.set(key, piece.native);
  }
  let out = '';
  for (const piece of pieces) {
    const text = typeof piece === 'string' ? piece : known.get(`${piece.id}${piece.closing ? '/' : ''}`);
    if (text === undefined) return undefined;
    out += text;
  }
  return out;
}
