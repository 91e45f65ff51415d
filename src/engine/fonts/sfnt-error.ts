/** The font file cannot be used; the message is for the person who chose it. */
export class SfntError extends Error {
  override readonly name = 'SfntError';
  /** `unsupported`: the file may be good, but is of a kind that is not used here. */
  readonly kind: 'broken' | 'unsupported';

  constructor(message: string, kind: SfntError['kind'] = 'broken') {
    super(message);
    this.kind = kind;
  }
}
