/** A code point as Unicode writes it: U+ and four to six hexadecimal digits. */
export const codePointName = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
