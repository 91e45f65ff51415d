import { painted } from './painted.ts';

const box = (style: string, inside = ''): string => `<div style="width:100px;height:100px;${style}">${inside}</div>`;
const DOT =
  "url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10' viewBox='0 0 10 10'><rect width='5' height='10' fill='red'/><rect x='5' width='5' height='10' fill='blue'/></svg>\")";

describe('stacking order (CSS 2 appendix E)', () => {
  test('z-index decides over the order of the document', async () => {
    const page = await painted(
      `${box('position:relative;z-index:2;background:red')}${box('position:relative;z-index:1;top:-100px;background:blue')}`,
    );
    expect(page.at(50, 50)).toBe('ff0000');
  });

  test('positioned boxes lie over the blocks that follow, and text over the blocks beside it', async () => {
    const page = await painted(`${box('position:relative;background:red')}${box('margin-top:-50px;background:blue')}`);
    expect(page.at(50, 75)).toBe('ff0000');
    expect(page.at(50, 125)).toBe('0000ff');
  });

  test('a negative z-index lies behind blocks, but before the background of its context', async () => {
    const inside = box('position:relative;z-index:-1;background:red') + box('margin-top:-50px;background:blue');
    const page = await painted(box('background:lime;height:150px;isolation:isolate', inside));
    expect([page.at(50, 25), page.at(50, 75), page.at(150, 25)]).toEqual(['ff0000', '0000ff', 'ffffff']);
  });

  test('a positioned box lies over the positioned box that it is in', async () => {
    const badge = '<span style="position:relative;display:inline-block;width:50px;height:50px;background:blue"></span>';
    const page = await painted(
      box('position:relative;background:red', badge + box('position:relative;left:50px;background:lime')),
    );
    expect([page.at(25, 25), page.at(75, 75), page.at(25, 75)]).toEqual(['0000ff', '00ff00', 'ff0000']);
  });

  test('flex items take z-index without being positioned', async () => {
    const page = await painted(
      `<div style="display:flex">${box('flex:none;background:red;z-index:1')}${box('flex:none;background:blue;margin-left:-50px')}</div>`,
    );
    expect(page.at(75, 50)).toBe('ff0000');
  });

  test('what is inside a context stays between what is around it', async () => {
    const inner = box('position:relative;z-index:100;background:red');
    const page = await painted(
      box('position:relative;z-index:1', inner) + box('position:relative;z-index:2;top:-100px;background:blue'),
    );
    expect(page.at(50, 50)).toBe('0000ff');
  });
});

describe('groups', () => {
  test('opacity fades a box and what is in it as one', async () => {
    const page = await painted(box('opacity:.5;background:red', box('background:blue;width:50px')));
    expect([page.at(25, 50), page.at(75, 50)]).toEqual(['8080ff', 'ff8080']);
  });

  test('nested groups fade twice', async () => {
    const inner = box('opacity:.5;background:blue', box('background:blue;height:50px'));
    const page = await painted(box('opacity:.5', inner + box('background:black;margin-top:-20px')));
    expect(page.at(50, 25)).toBe('c0c0ff');
  });

  test('blend modes see what is behind, up to the isolated group', async () => {
    const multiplied = box('mix-blend-mode:multiply;background:yellow', box('height:50px'));
    const open = await painted(box('background:cyan', multiplied));
    const isolated = await painted(box('background:cyan', box('isolation:isolate', multiplied)));
    expect([open.at(50, 50), isolated.at(50, 50)]).toEqual(['00ff00', 'ffff00']);
  });

  test('text in a group keeps its place among the text around it', async () => {
    const page = await painted('<p style="margin:0">a <span style="opacity:.5;background:red">b</span> c</p>');
    expect(page.at(20, 3)).toBe('ff8080');
  });
});

describe('transforms and clips', () => {
  test('a rotation turns around the middle', async () => {
    const page = await painted(box('transform:rotate(90deg);background:linear-gradient(90deg,red 50%,blue 50%)'));
    expect([page.at(50, 20), page.at(50, 80)]).toEqual(['ff0000', '0000ff']);
  });

  test('functions apply from the last to the first, percentages are of the box', async () => {
    const page = await painted(
      `<div style="width:20px;height:20px;transform-origin:0 0;transform:translate(100%,50%) scale(2);background:red"></div>`,
    );
    expect([page.at(19, 30), page.at(21, 30), page.at(59, 30), page.at(61, 30), page.at(30, 9)]).toEqual(
      ['ffffff', 'ff0000', 'ff0000', 'ffffff', 'ffffff'], // biome-ignore format: pixels
    );
  });

  test('properties of their own come before transform', async () => {
    const page = await painted(
      `<div style="width:20px;height:20px;transform-origin:0 0;translate:50px;scale:2;transform:translateX(10px);background:red"></div>`,
    );
    expect([page.at(69, 10), page.at(71, 10), page.at(109, 39), page.at(111, 39)]).toEqual(
      ['ffffff', 'ff0000', 'ff0000', 'ffffff'], // biome-ignore format: pixels
    );
  });

  test.each([
    ['circle(40px at 50px 50px)', [50, 15], [15, 15]],
    ['inset(20px 10px round 5px)', [50, 25], [50, 15]],
    ['polygon(50% 0, 100% 100%, 0 100%)', [50, 50], [10, 20]],
    ['ellipse(50% 20px)', [10, 50], [50, 20]],
    ['path("M0 0 L100 0 L0 100 Z")', [20, 20], [80, 80]],
    ['xywh(10px 20px 30px 40px)', [12, 22], [45, 22]],
    ['rect(10px 90px auto 50px)', [60, 95], [40, 50]],
  ] as [string, [number, number], [number, number]][])('clip-path: %s', async (shape, inside, outside) => {
    const page = await painted(box('background:red'), `div{clip-path:${shape}}`);
    expect([page.at(...inside), page.at(...outside)]).toEqual(['ff0000', 'ffffff']);
  });

  test('overflow clips to the rounded padding box', async () => {
    const page = await painted(
      box('overflow:hidden;border-radius:50px', '<div style="background:red;height:200px"></div>'),
    );
    expect([page.at(50, 50), page.at(5, 5), page.at(50, 150)]).toEqual(['ff0000', 'ffffff', 'ffffff']);
  });

  test('overflow-clip-margin lets a part of it be seen', async () => {
    const inside = '<div style="background:red;height:200px"></div>';
    const page = await painted(box('overflow:clip;overflow-clip-margin:20px', inside));
    expect([page.at(50, 110), page.at(50, 130)]).toEqual(['ff0000', 'ffffff']);
  });
});

describe('backgrounds', () => {
  test.each([
    [
      'linear-gradient(red,blue)',
      [
        [50, 0, 'ff0001'],
        [50, 50, '7f0080'],
        [50, 99, '0100fe'],
      ],
    ],
    [
      'linear-gradient(to right,red 50%,blue 50%)',
      [
        [45, 50, 'ff0000'],
        [55, 50, '0000ff'],
      ],
    ],
    [
      'linear-gradient(90deg,red,transparent)',
      [
        [0, 50, 'ff0101'],
        [50, 50, 'ff8080'],
      ],
    ],
    [
      'radial-gradient(circle closest-side,red 50%,blue 50%)',
      [
        [50, 50, 'ff0000'],
        [50, 10, '0000ff'],
      ],
    ],
    [
      'repeating-linear-gradient(90deg,red 0 10px,blue 10px 20px)',
      [
        [5, 5, 'ff0000'],
        [15, 5, '0000ff'],
        [85, 5, 'ff0000'],
      ],
    ],
    [
      'conic-gradient(red 25%,lime 0 50%,blue 0 75%,black 0)',
      [
        [75, 25, 'ff0000'],
        [75, 75, '00ff00'],
        [25, 75, '0000ff'],
        [25, 25, '000000'],
      ],
    ],
    [
      'linear-gradient(red,red) no-repeat right 10px bottom 20px/30px 40px',
      [
        [65, 50, 'ff0000'],
        [55, 50, 'ffffff'],
        [65, 85, 'ffffff'],
        [95, 50, 'ffffff'],
      ],
    ],
    [
      'linear-gradient(red,red) 0 0/10px 10px space',
      [
        [5, 5, 'ff0000'],
        [95, 95, 'ff0000'],
      ],
    ],
    [
      `${DOT}`,
      [
        [2, 2, 'ff0000'],
        [7, 2, '0000ff'],
        [92, 92, 'ff0000'],
        [97, 92, '0000ff'],
      ],
    ],
    [
      `${DOT} no-repeat center`,
      [
        [47, 50, 'ff0000'],
        [52, 50, '0000ff'],
        [40, 50, 'ffffff'],
      ],
    ],
    [
      `${DOT} 0 0/45px round`,
      [
        [10, 5, 'ff0000'],
        [40, 5, '0000ff'],
        [60, 5, 'ff0000'],
      ],
    ],
    [
      `${DOT} center/cover`,
      [
        [25, 50, 'ff0000'],
        [75, 50, '0000ff'],
      ],
    ],
    [
      'linear-gradient(red,red) 0 0/50px 100% no-repeat,blue',
      [
        [25, 50, 'ff0000'],
        [75, 50, '0000ff'],
      ],
    ],
  ] as [string, [number, number, string][]][])('%s', async (value, pixels) => {
    const page = await painted(box(''), `div{background:${value}}`);
    for (const [x, y, color] of pixels) expect(near(page.at(x, y), color)).toBe(color);
  });

  test('clip and origin count from their boxes', async () => {
    const style =
      'border:10px solid transparent;padding:10px;width:60px;height:60px;background:linear-gradient(red,red) content-box,linear-gradient(lime,lime) padding-box,linear-gradient(blue,blue) border-box';
    const page = await painted(`<div style="${style}"></div>`);
    expect([page.at(5, 50), page.at(15, 50), page.at(25, 50)]).toEqual(['0000ff', '00ff00', 'ff0000']);
  });

  test('the root hands its background to the page, images too', async () => {
    const page = await painted('', 'html{background:linear-gradient(90deg,red 50%,blue 50%) 0 0/100px 100px}');
    expect([page.at(25, 150), page.at(75, 150), page.at(125, 150)]).toEqual(['ff0000', '0000ff', 'ff0000']);
  });

  test('the background of the page itself is seen around that of the body', async () => {
    const page = await painted('', '@page{margin:20px;background:red}body{background:blue}');
    expect([page.at(5, 5), page.at(100, 100)]).toEqual(['ff0000', '0000ff']);
  });

  test('the background of the body covers the page area, not the margins', async () => {
    const page = await painted('', '@page{margin:20px 0 20px 20px}body{background:blue}');
    expect([page.at(5, 100), page.at(100, 5), page.at(25, 175), page.at(195, 100)]).toEqual([
      'ffffff',
      'ffffff',
      '0000ff',
      '0000ff',
    ]);
  });
});

describe('broken boxes (CSS Break 3 section 5.4)', () => {
  const parts = '<p></p><p></p><p></p>';
  const css = (rest: string): string => `p{margin:0;height:100px}div{background:linear-gradient(red,blue);${rest}}`;

  test('a background is laid over all fragments', async () => {
    const [first, second] = [
      await painted(`<div>${parts}</div>`, css('')),
      await painted(`<div>${parts}</div>`, css(''), 2),
    ];
    expect(near(first.at(50, 199), '5500aa')).toBe('5500aa');
    expect(near(second.at(50, 1), '5400ab')).toBe('5400ab');
    expect(near(second.at(50, 98), '0000ff')).toBe('0000ff');
  });

  test('or over each, where they are cloned', async () => {
    const second = await painted(`<div>${parts}</div>`, css('box-decoration-break:clone'), 2);
    expect(near(second.at(50, 1), 'ff0000')).toBe('ff0000');
  });

  test('an inline box is one strip over its lines', async () => {
    const span = '<span style="background:linear-gradient(90deg,red 50%,blue 50%);color:transparent">x</span>';
    const page = await painted(span.replace('x', 'mmmm<br>mmmm'));
    expect([page.at(5, 10), page.at(50, 10), page.at(5, 30), page.at(50, 30)]).toEqual(
      ['ff0000', 'ff0000', '0000ff', '0000ff'], // biome-ignore format: pixels
    );
  });

  test('a shadow does not show at a cut', async () => {
    const shadow = css('width:100px;margin-left:20px;box-shadow:0 0 0 10px lime');
    const [first, second] = [
      await painted(`<div>${parts}</div>`, shadow),
      await painted(`<div>${parts}</div>`, shadow, 2),
    ];
    expect([first.at(15, 199), second.at(15, 1), second.at(50, 105)]).toEqual(['00ff00', '00ff00', '00ff00']);
    expect(second.at(50, 1)).not.toBe('00ff00');
  });
});

describe('borders, outlines, shadows', () => {
  test('sides of different colours meet along the corners', async () => {
    const page = await painted('<div style="border:40px solid;border-color:red lime blue black;width:0"></div>');
    expect([page.at(40, 10), page.at(70, 40), page.at(40, 70), page.at(10, 40)]).toEqual(
      ['ff0000', '00ff00', '0000ff', '000000'], // biome-ignore format: pixels
    );
  });

  test('rounded sides of different colours too', async () => {
    const page = await painted(
      '<div style="border:20px solid;border-color:red lime;border-radius:40px;width:60px;height:60px"></div>',
    );
    expect([page.at(50, 10), page.at(90, 50), page.at(3, 3), page.at(50, 50)]).toEqual(
      ['ff0000', '00ff00', 'ffffff', 'ffffff'], // biome-ignore format: pixels
    );
  });

  test('dashes begin and end at the corners', async () => {
    const page = await painted('<div style="border-top:10px dashed red;width:100px"></div>');
    expect([page.at(1, 5), page.at(25, 5), page.at(98, 5)]).toEqual(['ff0000', 'ffffff', 'ff0000']);
  });

  test('an image takes the place of the border: corners once, sides stretched or repeated', async () => {
    const image =
      "url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='30' height='30' viewBox='0 0 30 30'><rect width='30' height='30' fill='lime'/><rect width='10' height='10' fill='red'/><rect x='10' width='5' height='10' fill='blue'/></svg>\")";
    const css = (repeat: string): string =>
      `div{border:10px solid black;border-image:${image} 10 / 1 / 0 ${repeat};width:80px;height:80px}`;
    const stretched = await painted('<div></div>', css('stretch'));
    expect([
      stretched.at(5, 5),
      stretched.at(30, 5),
      stretched.at(70, 5),
      stretched.at(50, 50),
      stretched.at(95, 95),
    ]).toEqual(
      ['ff0000', '0000ff', '00ff00', 'ffffff', '00ff00'], // biome-ignore format: pixels
    );
    const rounded = await painted('<div></div>', css('round'));
    expect([rounded.at(12, 5), rounded.at(17, 5), rounded.at(22, 5), rounded.at(87, 5)]).toEqual(
      ['0000ff', '00ff00', '0000ff', '00ff00'], // biome-ignore format: pixels
    );
    const filled = await painted('<div></div>', css('stretch').replace('10 / 1', '10 fill / 1'));
    expect(filled.at(50, 50)).toBe('00ff00');
  });

  test('carved borders are lit from the top left', async () => {
    const page = await painted('<div style="border:20px outset #336699;width:60px;height:60px"></div>');
    expect([page.at(50, 10), page.at(50, 90)]).toEqual(['4f9eed', '172e45']);
  });

  test('double lines have a third between them', async () => {
    const page = await painted('<div style="border:9px double red;width:60px;height:60px"></div>');
    expect([page.at(40, 1), page.at(40, 4), page.at(40, 7)]).toEqual(['ff0000', 'ffffff', 'ff0000']);
  });

  test('an outline lies around the box, or inside it', async () => {
    const around = await painted(
      '<div style="margin:20px;width:60px;height:60px;outline:5px solid red;outline-offset:5px"></div>',
    );
    expect([around.at(12, 50), around.at(17, 50)]).toEqual(['ff0000', 'ffffff']);
    const inside = await painted(box('outline:5px solid red;outline-offset:-20px'));
    expect([inside.at(17, 50), inside.at(10, 50)]).toEqual(['ff0000', 'ffffff']);
  });

  test('a shadow is not seen through its box, and grows by its spread', async () => {
    const page = await painted(box('width:50px;height:50px;margin:20px;box-shadow:20px 0 0 5px red'));
    expect([page.at(40, 40), page.at(80, 40), page.at(94, 40), page.at(96, 40)]).toEqual(
      ['ffffff', 'ff0000', 'ff0000', 'ffffff'], // biome-ignore format: pixels
    );
  });

  test('an inner shadow lies inside the padding box', async () => {
    const page = await painted(box('box-shadow:inset 10px 0 red;border-radius:10px'));
    expect([page.at(5, 50), page.at(15, 50)]).toEqual(['ff0000', 'ffffff']);
  });

  test('a blurred edge is half as dark on the line', async () => {
    const side = await painted(box('position:relative;left:-50px;box-shadow:100px 0 40px black'));
    expect(side.ink(149, 50)).toBeGreaterThan(0.42);
    expect(side.ink(149, 50)).toBeLessThan(0.58);
    expect(side.ink(120, 50)).toBeGreaterThan(0.85);
    expect(side.ink(185, 50)).toBeLessThan(0.1);
  });
});

describe('decorations of text', () => {
  const line = (style: string, text: string): string =>
    `<p style="margin:0;font-size:40px;line-height:60px;color:transparent;${style}">${text}</p>`;
  const inRow = (page: Awaited<ReturnType<typeof painted>>, y: number): string =>
    Array.from({ length: 100 }, (_, x) => (page.ink(x, y) > 0.5 ? '#' : '.')).join('');

  test('underlines spare the letters they would cross, unless told otherwise', async () => {
    const style = 'text-decoration:underline 4px black;text-underline-offset:4px;';
    const spared = await painted(line(style, 'aga'));
    const crossed = await painted(line(`${style}text-decoration-skip-ink:none`, 'aga'));
    const row = Array.from({ length: 60 }, (_, y) => y).find((y) => inRow(crossed, y).startsWith('####'))!;
    expect(inRow(crossed, row)).toMatch(/^#{50,}\.*$/);
    expect(inRow(spared, row)).toMatch(/^#+\.{10,}#+\.*$/);
  });

  test('they go on unbroken under texts of other styles, at one height', async () => {
    const page = await painted(
      line(
        'text-decoration:underline 4px black;text-underline-offset:4px',
        'a<b>a</b><span style="font-size:20px">a</span>',
      ),
    );
    const rows = Array.from({ length: 60 }, (_, y) => inRow(page, y)).filter((row) => row.includes('#'));
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row).toMatch(/^#+\.+$/);
  });

  test('they reach blocks inside, but no inline blocks', async () => {
    const page = await painted(
      `<div style="text-decoration:underline 4px black;text-decoration-skip-ink:none">${line('', 'aa')}<div style="display:inline-block">${line('', 'aa')}</div></div>`,
    );
    const dark = (from: number): boolean =>
      Array.from({ length: 60 }, (_, i) => page.ink(10, from + i)).some((ink) => ink > 0.5);
    expect([dark(0), dark(60)]).toEqual([true, false]);
  });

  test('shadows are painted behind the text', async () => {
    const page = await painted(line('color:red;text-shadow:0 60px blue', 'l'));
    const colors = (from: number): Set<string> =>
      new Set(Array.from({ length: 1200 }, (_, i) => page.at(i % 20, from + Math.floor(i / 20))));
    expect(colors(0).has('ff0000')).toBe(true);
    expect(colors(60).has('0000ff')).toBe(true);
    expect(colors(60).has('ff0000')).toBe(false);
  });
});

/** `expected` where no channel is more than 3 away from it. */
function near(actual: string, expected: string): string {
  const channels = (hex: string): number[] => [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
  const [a, b] = [channels(actual), channels(expected)];
  return a.every((value, i) => Math.abs(value - b[i]!) <= 3) ? expected : actual;
}
