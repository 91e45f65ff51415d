import { createHash } from 'node:crypto';

/** Lower-case hexadecimal SHA-256. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

const known = new WeakMap<Uint8Array, string>();

/** The same for bytes that never change, worked out once for each object. */
export function contentHash(bytes: Uint8Array): string {
  let hash = known.get(bytes);
  if (hash === undefined) {
    hash = sha256(bytes);
    known.set(bytes, hash);
  }
  return hash;
}
