import { type Attempt, firstFitting } from '../../../src/app/sheet.ts';
import type { DiagnosticCode } from '../../../src/base/codes.ts';
import { finding } from '../../../src/base/diagnostics.ts';

const STEPS = Array.from({ length: 16 }, (_, i) => `step-${i}`);

/** Steps from `first` on fit; gives what was taken and every step that was asked for. */
function fitted(steps: readonly string[], first: number, code: DiagnosticCode = 'layout-overflow') {
  const asked: string[] = [];
  const taken = firstFitting(steps, (step): Attempt<string> => {
    asked.push(step);
    const fits = steps.indexOf(step) >= first;
    return { step, findings: fits ? [] : [finding(code, `${step} is overset`)] };
  });
  return { asked, taken };
}

test('of every list of steps the first that fits is taken, after no more than log2 + 1 attempts', () => {
  for (let count = 1; count <= STEPS.length; count++) {
    const steps = STEPS.slice(0, count);
    for (let first = 0; first < count; first++) {
      const { asked, taken } = fitted(steps, first);
      expect(taken).toEqual({ step: steps[first], findings: [] });
      expect(asked.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)) + 1);
      expect(new Set(asked).size).toBe(asked.length);
    }
  }
});

test.each(['layout-overflow', 'layout-clipped', 'layout-page-count'] as const)(
  'where none fits, it is the tightest with its findings: %s',
  (code) => {
    const { taken } = fitted(STEPS, STEPS.length, code);
    expect(taken.step).toBe('step-15');
    expect(taken.findings).toMatchObject([{ code, message: 'step-15 is overset' }]);
  },
);

test('findings of other kinds do not make a step too large', () => {
  expect(fitted(STEPS, STEPS.length, 'css-unknown-property').taken.step).toBe('step-0');
});

test('a layout without steps is set once', () => {
  expect(fitted([''], 1).asked).toEqual(['']);
});
