import { type AnyNode, type Element, isTag } from 'domhandler';
import { Findings } from '../../../src/base/diagnostics.ts';
import { parseHtml, textOf } from '../../../src/engine/html/document.ts';
import { pictureAddress } from '../../../src/engine/html/resources.ts';
import { processorTime } from '../../support/growth.ts';

function parse(text: string): { readonly body: Element; readonly codes: readonly string[] } {
  const findings = new Findings();
  const { body } = parseHtml({ file: 'page.html', text }, 'en', findings.report);
  return { body, codes: findings.list.map(({ code }) => code) };
}

const words = (node: AnyNode): string => textOf(node).replace(/\s+/g, ' ').trim();

function countElements(root: Element): number {
  let count = 0;
  const waiting: Element[] = [root];
  for (let element = waiting.pop(); element; element = waiting.pop(), count++)
    for (const child of element.children as AnyNode[]) if (isTag(child)) waiting.push(child);
  return count;
}

describe('text outside of the body is part of it', () => {
  test.each([
    ['before html', 'before <html><head></head><body><p>in</p></body></html>', 'before in'],
    ['between head and body', '<html><head></head> between <body><p>in</p></body></html>', 'between in'],
    ['after body', '<body><p>in</p></body>after<p>more</p></html>', 'inaftermore'],
    ['after html', '<body><p>in</p></body></html>after <b>html</b>', 'inafter html'],
    ['without any element', 'bare', 'bare'],
    ['in an end tag that ends nothing', '<p>a</section>b</p>c', 'abc'],
  ])('%s', (_, html, expected) => {
    const { body, codes } = parse(html);
    expect(words(body)).toBe(expected);
    expect(codes).toEqual([]);
  });
});

describe('a hundred and fifty thousand tags that nobody ends, within two seconds', () => {
  const LINES = [
    '<p><font size=1><i><u>x',
    '<i class=a><i class=b><div>',
    '<a><div>',
    '<b><i><div></b>',
    '<b x=@><div>',
    '<span></p></x>',
    '<div></p></b></i>',
    '<dl><dd>',
    '<table><b>x',
    '<table><tr><td>',
  ];
  test.each(LINES)('%s', (line) => {
    let html = '<!doctype html><body>';
    const repeats = 150_000 / Math.max(2, line.split('<').length - 1);
    for (let i = 0; i < repeats; i++) html += line.replace('@', String(i));
    let body = parse('').body;
    // The least of some turns, of the processor and not of the clock: other work on the machine is no fault of ours.
    const took = processorTime(
      () => {
        ({ body } = parse(html));
      },
      3,
      2000,
    );
    // Written elements, and copies of those not ended; a browser would make two million of some.
    expect(countElements(body)).toBeLessThan(600_000);
    expect(took).toBeLessThan(2000);
  });

  test('what no page has too much of goes on without it, and is said once', () => {
    const { body, codes } = parse(`<body><b>${'<p><i>a</p>'.repeat(30_000)}`);
    expect(codes).toEqual(['html-unended-formatting']);
    expect(textOf(body)).toBe('a'.repeat(30_000));
  });

  test('formatting over a long page is not', () => {
    const { body, codes } = parse(`<body><font face=x><b>${'<p>a</p>'.repeat(20_000)}`);
    expect(codes).toEqual([]);
    expect(countElements(body)).toBe(20_003);
  });
});

test('details without a summary have one', () => {
  expect(words(parse('<details open>a</details><details><p>b<summary>c</summary></details>').body)).toBe('Detailsabc');
});

describe('the source of a picture', () => {
  const address = (html: string): string | undefined => {
    const { body } = parse(`<picture>${html}<img src="own.png"></picture>`);
    const images = (body.children[0] as Element).children as AnyNode[];
    return pictureAddress(images.at(-1) as Element, (media) => media === 'print');
  };
  test.each([
    ['', 'own.png'],
    ['<source srcset="a.png">', 'a.png'],
    ['<source srcset=" a.svg 2x, b.svg 3x" type="image/svg+xml">', 'a.svg'],
    ['<source srcset="a.webp" type="image/webp"><source srcset="b.jpg 100w" type="image/jpeg">', 'b.jpg'],
    ['<source srcset="a.png" media="screen"><source srcset="b.png" media="print">', 'b.png'],
    ['<source type="image/png"><source srcset="">', 'own.png'],
  ])('%s', (html, expected) => {
    expect(address(html)).toBe(expected);
  });
});
