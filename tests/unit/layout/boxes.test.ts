import { compareBoxes, layoutTopic, listTopics, readCases } from '../../support/boxes.ts';

/** Boxes as Chromium has them, within half a pixel (`npm run measure` wrote what is expected). */
describe.each(listTopics())('%s', (topic) => {
  const laidOut = { ltr: layoutTopic(topic, 'ltr'), rtl: layoutTopic(topic, 'rtl') };
  const cases = readCases(topic);

  test('every section was measured, and every measured one is there', () => {
    const measured = new Set(cases.map(({ id }) => id));
    expect([...laidOut.ltr.sections.keys()]).toEqual([...measured]);
  });

  test('nothing in it is unsupported', () => {
    const { findings } = laidOut.ltr;
    expect(findings.filter(({ code }) => code.startsWith('css-')).map(({ message }) => message)).toEqual([]);
  });

  test.each(cases.map((one) => [`${one.id} ${one.direction}`, one] as const))('%s', (_, one) => {
    const differences = compareBoxes(one.expected, laidOut[one.direction].sections.get(one.id) ?? []);
    if (!one.differs && differences.length) throw new Error(`not as in the browser:\n  ${differences.join('\n  ')}`);
  });

  const reasons = cases.filter(({ differs }) => differs);
  if (reasons.length) {
    test('what is said to differ does', () => {
      const agreeing = reasons.filter((one) =>
        cases
          .filter(({ id }) => id === one.id)
          .every((c) => !compareBoxes(c.expected, laidOut[c.direction].sections.get(c.id) ?? []).length),
      );
      expect(agreeing.map(({ id }) => id)).toEqual([]);
    });
  }
});
