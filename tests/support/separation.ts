import { readFileSync } from 'node:fs';
import { InkProfile } from '../../src/pdf/ink/profile.ts';
import { Separation } from '../../src/pdf/ink/separation.ts';

let made: Separation | undefined;

/** The printing condition of the package. */
export function fogra39(): Separation {
  made ??= new Separation(new InkProfile(new Uint8Array(readFileSync('data/profiles/fogra39-coated.icc'))));
  return made;
}
