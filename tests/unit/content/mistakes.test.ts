import { Findings } from '../../../src/base/diagnostics.ts';
import type { Text, TextState } from '../../../src/content/dataset/generated/types.ts';
import { parseJson } from '../../../src/content/dataset/json.ts';
import { validateDocument } from '../../../src/content/dataset/validate.ts';
import { acceptedState, checkStatus, DEFAULT_POLICY, readTextFile } from '../../../src/content/i18n/state.ts';
import { load, MISSION, readAll, textFile } from './project.ts';

const DA = textFile('da');
const EN = textFile('en');

// Mistakes one by one, through the program: tests/e2e/mistakes.test.ts.
test('the mission of the repository has no findings', () => {
  expect(readAll().findings).toEqual([]);
});

test('all mistakes are reported together, and what nothing uses is a warning', () => {
  const text = load(MISSION).text.replace(
    '"sources": {',
    '"sources": { "spare": { "publisher": "P", "address": "https://example.org/" },',
  );
  const broken = text.replace('["sn2019"]', '["sn2018"]').replace('"place": "alAsad"', '"place": "nowhere"');
  const { findings, record } = readAll([{ file: MISSION, text: broken }]);
  expect(record).toBeUndefined();
  expect(findings.map((d) => `${d.severity} ${d.code}`).sort()).toEqual([
    'error data-unknown-reference',
    'error data-unknown-source',
    'warning data-unused-source',
  ]);
});

test('a union reports what is wrong in the branch that was meant', () => {
  const findings = new Findings();
  const layout = (pages: unknown) => {
    const text = JSON.stringify({ name: 'a', title: 'A', pages, pageSize: 'A4' });
    return validateDocument('Layout', parseJson({ file: 'layout.json', text }, findings.report)!, findings.report);
  };
  expect(layout(2)).toBeDefined();
  expect(layout({ min: 1, max: 2 })).toBeDefined();
  layout({ min: 1, max: 'two' });
  layout('two');
  expect(findings.list.map((d) => `${d.pointer} ${d.message}`)).toEqual([
    '/pages/max "max" must be integer, not string.',
    '/pages "pages" must be integer or object, not string.',
  ]);
});

describe('states of translations', () => {
  const documentOf = (file: string) => parseJson(load(file), () => {})!;
  const da = documentOf(DA).value as Text;
  const english = documentOf(EN);
  const en = english.value as Text;
  const stale = (state: TextState | undefined, source = da) => {
    const findings = new Findings();
    checkStatus(
      source,
      { text: en, document: english, state },
      { ...DEFAULT_POLICY, unreviewed: 'ignore' },
      findings.report,
    );
    return findings.list;
  };
  const kept = readTextFile(load(EN), load('data/missions/nato-mission-iraq/text.en.state.json'), () => {})!.state;

  test('the sidecar of the repository agrees with the texts', () => {
    expect(kept).toBeDefined();
    expect(stale(kept)).toEqual([]);
  });

  test('a changed source string and an unrecorded one are stale, at their keys', () => {
    const changed = { ...da, messages: { ...da.messages, 'since.heading': 'Siden da' } };
    expect(stale(kept, changed)).toMatchObject([{ code: 'text-stale', file: EN, pointer: '/messages/since.heading' }]);
    expect(stale(undefined)).toHaveLength(Object.keys(kept!.entries).length);
    expect(stale(acceptedState(en, changed, 'initial', kept), changed)).toEqual([]);
  });
});
