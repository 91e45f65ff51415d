import { Findings } from '../../../src/base/diagnostics.ts';
import { parseStylesheet } from '../../../src/engine/css/parse.ts';

function findings(declaration: string): readonly string[] {
  const found = new Findings();
  parseStylesheet({ file: 'a.css', text: `a { ${declaration} }` }, found.report);
  return found.list.map(({ code }) => code);
}

test.each([
  'grid-template-columns: [a b] 1fr [c] repeat(2, [d] 10px [e]) minmax(10%, 2fr) fit-content(3em)',
  'grid-template-columns: repeat(auto-fill, minmax(10px, 1fr)) 20px',
  'grid-template-areas: "a a ." "b ... c"',
  'grid-template: [x] "a b" 10px [y] "c d" / auto 1fr',
  'grid: auto-flow dense 10px / repeat(3, 1fr)',
  'grid: none / dense auto-flow 1fr',
  'grid-auto-flow: dense column',
  'grid-area: a / 2 / span 3 / b -1',
  'grid-row: span 2 foo / foo span',
  'grid-column: auto / -1',
  'place-content: last baseline safe center',
  'place-items: center legacy left',
  'place-self: unsafe end self-start',
  'grid-gap: 10px 5%',
])('%s', (declaration) => {
  expect(findings(declaration)).toEqual([]);
});

test.each([
  'grid-template-columns: 1fr auto -3px',
  'grid-template-columns: minmax(1fr, 10px)',
  'grid-template-columns: repeat(auto-fill, 1fr)',
  'grid-template-columns: repeat(auto-fill, 10px) auto',
  'grid-template-columns: repeat(auto-fill, 10px) repeat(auto-fit, 10px)',
  'grid-template-columns: repeat(0, 10px)',
  'grid-template-columns: repeat(2, repeat(2, 10px))',
  'grid-template-columns: [span] 10px',
  'grid-template-columns: [a]',
  'grid-template-columns: subgrid',
  'grid-template-areas: "a b" "a"',
  'grid-template-areas: "a b" "b a"',
  'grid-template-areas: "a b a"',
  'grid-template: "a b" / repeat(2, 1fr)',
  'grid-row: 0',
  'grid-row: span -1',
  'grid-row: 1 2',
  'grid-row: span',
  'grid-row: 1 / 2 / 3',
  'grid: auto-flow / auto-flow',
  'grid-auto-flow: row column',
  'align-items: safe stretch',
  'align-items: left',
  'justify-content: baseline',
  'justify-self: safe',
])('%s is a mistake', (declaration) => {
  expect(findings(declaration)).toEqual(['css-invalid-value']);
});
