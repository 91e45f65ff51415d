import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/base/diagnostics.ts';
import { copyProject, faktaarkEach, removeTemporaryFolders } from './program.ts';

afterAll(removeTemporaryFolders);

const MISSION = 'latvia';
const CONFIG = 'faktaark.config.json';
const GLOSSARY = 'data/glossary.json';
const FILES = [
  `data/missions/${MISSION}/mission.json`,
  `data/missions/${MISSION}/text.en.json`,
  `data/missions/${MISSION}/text.en.state.json`,
  'data/locales/en.json',
  CONFIG,
  GLOSSARY,
];

type Damage = (path: string, text: string) => void;

const written =
  (change: (text: string) => string | Uint8Array): Damage =>
  (path, text) =>
    writeFileSync(path, change(text));

/** A key that stands first in the object of the file. */
const inserted = (member: string): Damage => written((text) => text.replace('{', `{ ${member},`));

const DAMAGES: readonly [name: string, code: string, damage: Damage][] = [
  ['is empty', 'json-syntax', written(() => '')],
  ['is cut short', 'json-syntax', written((text) => text.slice(0, text.length / 2))],
  ['is no JSON', 'json-syntax', written(() => '\u0000\u0001<html>{{{"')],
  ['is a number', 'data-invalid-value', written(() => '1e999')],
  ['has a key twice', 'json-duplicate-key', inserted('"$schema": "a", "$schema": "b"')],
  ['has the key __proto__', 'json-forbidden-key', inserted('"__proto__": { "polluted": true }')],
  ['is UTF-16', 'file-encoding', written((text) => Buffer.from(`\ufeff${text}`, 'utf16le'))],
  [
    'has a byte of Latin-1',
    'file-encoding',
    written((text) => Buffer.concat([Buffer.from([0xe6]), Buffer.from(text)])),
  ],
  ['is nested 100,000 deep', 'json-limit', inserted(`"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['names itself by $ref', 'data-unknown-key', inserted('"$ref": "#"')],
  [
    'has 200 MB',
    'json-limit',
    (path) => {
      const file = openSync(path, 'w');
      ftruncateSync(file, 200 << 20);
      closeSync(file);
    },
  ],
];

describe.each(FILES)('%s', (file) => {
  const exit = file === CONFIG ? 2 : 1;
  let runs: { code: number; stdout: string; stderr: string }[];
  let outputs: string[];

  beforeAll(async () => {
    const projects = DAMAGES.map(([, , damage]) => {
      const project = copyProject(MISSION);
      const path = join(project, file);
      const text = readFileSync(path, 'utf8');
      rmSync(path);
      damage(path, text);
      return project;
    });
    outputs = projects.map((project) => join(project, 'output'));
    const started = Date.now();
    runs = await faktaarkEach(
      projects.flatMap((cwd) => [
        { args: ['validate', '--json'], cwd },
        { args: ['build', MISSION, '--locale', 'en'], cwd },
      ]),
    );
    // Seconds for two dozen runs, whatever the files hold.
    expect(Date.now() - started).toBeLessThan(45_000);
  });

  test.each(DAMAGES.map(([name, code], i) => [name, code, i] as const))('%s', (_, code, i) => {
    const [validated, built] = runs.slice(2 * i, 2 * i + 2) as [(typeof runs)[0], (typeof runs)[0]];
    const { findings } = JSON.parse(validated.stdout) as { findings: Diagnostic[] };
    expect(validated.code).toBe(exit);
    expect(findings).toContainEqual(expect.objectContaining({ code, file, hint: expect.any(String) }));
    // A broken file does not make the others look broken.
    expect(findings.filter((d) => d.file !== file)).toEqual([]);
    expect(validated.stderr + built.stderr).not.toMatch(/^ +at |Maximum call stack|heap/m);
    // No sheet is made of the glossary, and no build waits for it to be read.
    const read = file !== GLOSSARY;
    expect([built.code, built.stderr.includes(`${file}:`)]).toEqual([read ? exit : 0, read]);
    expect(existsSync(join(outputs[i]!, MISSION, `${MISSION}.en.pdf`))).toBe(!read);
  });
});
