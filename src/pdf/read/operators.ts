import { IDENTITY, multiply } from '../../base/geometry.ts';
import { boxOf, mapBox, matrixOf } from './box.ts';
import { CMYK, GRAY, RGB } from './colors.ts';
import { Dict, Name, nameOf, type PdfObject, Stream } from './objects.ts';
import type { Operands, PageRun } from './page-run.ts';
import { applyParameters } from './state.ts';

type Operator = (run: PageRun, operands: Operands) => void;

/** The number at a place among the operands; 0 where there is none. */
const num = (operands: Operands, at: number): number => {
  const value = operands[at];
  return typeof value === 'number' ? value : 0;
};
const first = (operands: Operands): PdfObject => operands[0] ?? null;
const matrix = (operands: Operands) => matrixOf(operands.filter((one) => typeof one === 'number'));

const point =
  (begins: boolean): Operator =>
  (run, o) =>
    run.path.add(run.state.ctm, num(o, 0), num(o, 1), begins);

/** Pairs of coordinates, the last of which is where the curve ends. */
const curve: Operator = (run, o) => {
  for (let i = 0; i + 1 < o.length; i += 2) run.path.add(run.state.ctm, num(o, i), num(o, i + 1), false);
};

const paint =
  (fills: boolean, strokes: boolean): Operator =>
  (run) =>
    run.paint(fills, strokes);

const clip: Operator = (run) => {
  run.clips = true;
};

const begin = (run: PageRun, tag: PdfObject, properties: PdfObject | undefined): void => {
  const written = properties instanceof Name ? run.resolve(run.resource('Properties', properties.value)) : properties;
  const dict = written instanceof Dict ? written : undefined;
  run.marks = [...run.marks, { tag: nameOf(tag) ?? '', mcid: dict?.number('MCID'), stream: run.here.stream, dict }];
};

const nextLine = (run: PageRun): void => run.text.move(0, -run.state.leading);

function xObject(run: PageRun, operands: Operands): void {
  const name = nameOf(first(operands));
  const object = run.resolve(run.resource('XObject', name));
  if (!(object instanceof Stream)) return;
  if (object.name('Subtype') === 'Image') run.image(object, false);
  else if (object.name('Subtype') === 'Form') run.form(object);
}

function graphicsState(run: PageRun, operands: Operands): void {
  const parameters = run.resolve(run.resource('ExtGState', nameOf(first(operands))));
  if (!(parameters instanceof Dict)) return;
  applyParameters(run.state, parameters);
  const [font, size] = parameters.array('Font') ?? [];
  if (font instanceof Dict && typeof size === 'number') {
    run.state.font = run.reader.font(font, font.object);
    run.state.size = size;
  }
  const mask = parameters.dict('SMask');
  if (mask) run.softMask(mask);
}

function setFont(run: PageRun, operands: Operands): void {
  const name = nameOf(first(operands));
  const written = run.resource('Font', name);
  const font = run.resolve(written);
  run.state.size = num(operands, 1);
  run.state.font =
    font instanceof Dict ? run.reader.font(font, run.here.resources?.dict('Font')?.refersTo(name!)) : undefined;
}

function shading(run: PageRun, operands: Operands): void {
  const found = run.resolve(run.resource('Shading', nameOf(first(operands))));
  if (!(found instanceof Dict)) return;
  const box = boxOf(found.numbers('BBox'));
  run.shading(found, box && mapBox(run.state.ctm, box));
}

/** ISO 32000-1 annex A, without what changes nothing that is looked at. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['q', (run) => run.save()],
  ['Q', (run) => run.restore()],
  [
    'cm',
    (run, o) => {
      run.state.ctm = multiply(run.state.ctm, matrix(o));
    },
  ],
  [
    'w',
    (run, o) => {
      run.state.lineWidth = num(o, 0);
    },
  ],
  ['gs', graphicsState],
  ['m', point(true)],
  ['l', point(false)],
  ['c', curve],
  ['v', curve],
  ['y', curve],
  ['re', (run, o) => run.path.rectangle(run.state.ctm, num(o, 0), num(o, 1), num(o, 2), num(o, 3))],
  ['S', paint(false, true)],
  ['s', paint(false, true)],
  ['f', paint(true, false)],
  ['F', paint(true, false)],
  ['f*', paint(true, false)],
  ['B', paint(true, true)],
  ['B*', paint(true, true)],
  ['b', paint(true, true)],
  ['b*', paint(true, true)],
  ['n', paint(false, false)],
  ['W', clip],
  ['W*', clip],
  ['g', (run, o) => run.device(GRAY, o, false)],
  ['G', (run, o) => run.device(GRAY, o, true)],
  ['rg', (run, o) => run.device(RGB, o, false)],
  ['RG', (run, o) => run.device(RGB, o, true)],
  ['k', (run, o) => run.device(CMYK, o, false)],
  ['K', (run, o) => run.device(CMYK, o, true)],
  ['cs', (run, o) => run.colorSpace(first(o), false)],
  ['CS', (run, o) => run.colorSpace(first(o), true)],
  ['sc', (run, o) => run.color(o, false)],
  ['scn', (run, o) => run.color(o, false)],
  ['SC', (run, o) => run.color(o, true)],
  ['SCN', (run, o) => run.color(o, true)],
  ['sh', shading],
  ['Do', xObject],
  ['BT', (run) => run.text.set(IDENTITY)],
  [
    'Tc',
    (run, o) => {
      run.state.charSpace = num(o, 0);
    },
  ],
  [
    'Tw',
    (run, o) => {
      run.state.wordSpace = num(o, 0);
    },
  ],
  [
    'Tz',
    (run, o) => {
      run.state.scale = num(o, 0) / 100;
    },
  ],
  [
    'TL',
    (run, o) => {
      run.state.leading = num(o, 0);
    },
  ],
  [
    'Ts',
    (run, o) => {
      run.state.rise = num(o, 0);
    },
  ],
  [
    'Tr',
    (run, o) => {
      run.state.mode = num(o, 0);
    },
  ],
  ['Tf', setFont],
  ['Td', (run, o) => run.text.move(num(o, 0), num(o, 1))],
  [
    'TD',
    (run, o) => {
      run.state.leading = -num(o, 1);
      run.text.move(num(o, 0), num(o, 1));
    },
  ],
  ['Tm', (run, o) => run.text.set(matrix(o))],
  ['T*', nextLine],
  ['Tj', (run, o) => run.show(first(o))],
  ['TJ', (run, o) => run.show(first(o))],
  [
    "'",
    (run, o) => {
      nextLine(run);
      run.show(first(o));
    },
  ],
  [
    '"',
    (run, o) => {
      run.state.wordSpace = num(o, 0);
      run.state.charSpace = num(o, 1);
      nextLine(run);
      run.show(o[2] ?? null);
    },
  ],
  ['BMC', (run, o) => begin(run, first(o), undefined)],
  ['BDC', (run, o) => begin(run, first(o), o[1])],
  ['EMC', (run) => run.endMark()],
  ['BX', (run) => void run.tolerant++],
  ['EX', (run) => void run.tolerant--],
]);

/** Operators that change nothing that is looked at. */
export const IGNORED: ReadonlySet<string> = new Set('j J M d ri i h ET MP DP d0 d1 EI ID'.split(' '));
