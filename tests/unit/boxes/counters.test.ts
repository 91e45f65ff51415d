import { formatCounter } from '../../../src/engine/boxes/counters.ts';

/** CSS Counter Styles 3 section 6. */
test.each([
  ['decimal', 28, '28'],
  ['arabic-indic', 28, '٢٨'],
  ['persian', 28, '۲۸'],
  ['lower-roman', 28, 'xxviii'],
  ['upper-alpha', 28, 'AB'],
  ['none', 28, ''],
])('%s: %i is %s', (style, value, written) => {
  expect(formatCounter(value, style)).toBe(written);
});
