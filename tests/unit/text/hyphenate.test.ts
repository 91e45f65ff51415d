import { Hyphenator } from '../../../src/engine/text/hyphenate.ts';
import { patternName } from '../../../src/engine/text/languages.ts';
import { paragraphOf, testContext } from './context.ts';

function hyphenated(word: string, lang: string): string {
  const points = testContext().hyphenation.forLanguage(lang)!.points(word);
  return [...word].map((letter, i) => (points.includes(i) ? `-${letter}` : letter)).join('');
}

test.each(['DA'])('%s', () => {
  for (const w of 'mission rådgiver uddannelse regering soldater stabilitet terrorisme samarbejde forsvarsministeriet sikkerhedsstyrker hovedkvarter træning opgave fødevaresikkerhed generalløjtnant Folketinget parlamentarisk internationale bekæmpelse'.split(' ')) console.log(hyphenated(w, 'da'));
  for (const w of 'mission security institutions contribution defence training stability terrorism ministry representatives headquarters helicopters organisation'.split(' ')) console.log(hyphenated(w, 'en-GB'), hyphenated(w, 'en-US'));
  void Hyphenator; void patternName; void paragraphOf;
});
