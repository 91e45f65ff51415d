// Validates every edition of every sheet with veraPDF, which Maven fetches: a table of files by flavour, with the rules
// that failed. Exit code 0 where none did, 1 where any did, 77 where Java or Maven is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SKIPPED = 77;
const FLAVOURS = { screen: ['2a', 'ua1'], print: ['2a', 'ua1'], archive: ['3a', 'ua1'], a4: ['4f', 'ua2', 'wt1a'] };

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const own = join(root, 'scripts/verapdf');
const cache = join(root, 'node_modules/.cache/verapdf');

function skip(why) {
  console.log(`conformance: skipped, ${why}`);
  process.exit(SKIPPED);
}

const runs = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The jars of the validator, fetched once. */
function jars() {
  const folder = join(cache, 'lib');
  if (existsSync(folder) && readdirSync(folder).length > 5) return folder;
  mkdirSync(cache, { recursive: true });
  const args = ['-q', '-B', '-f', join(own, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
  const { status, stdout } = spawnSync('mvn', args, { encoding: 'utf8' });
  if (status !== 0) skip(`Maven could not fetch veraPDF: ${stdout.split('\n')[0]}`);
  return folder;
}

/** Builds what is validated: pairs of an edition and a file. */
function sheets(out) {
  const build = (folder, ...options) => {
    const target = join(out, folder);
    const args = [join(root, 'bin/faktaark.cjs'), 'build', '--locale', 'all', '--out', target, ...options];
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) process.exit(1);
    return readdirSync(target, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.pdf'))
      .sort()
      .map((file) => join(target, file));
  };
  const editionOf = (file) => /\.(print|archive)\.pdf$/.exec(file)?.[1] ?? 'screen';
  return [
    ...build('a2', '--edition', 'all').map((file) => [editionOf(file), file]),
    ...build('looks', 'nato-mission-iraq', '--layout', 'all', '--theme', 'alliance', '--edition', 'all').map((file) => [
      editionOf(file),
      file,
    ]),
    ...build('a4', '--edition', 'screen,archive', '--standard', 'a4').map((file) => ['a4', file]),
  ];
}

if (!runs('java', ['-version'])) skip('there is no java');
if (!runs('javac', ['-version'])) skip('there is no javac');
if (!existsSync(join(cache, 'lib')) && !runs('mvn', ['-version'])) skip('there is no mvn');
const classpath = join(jars(), '*');
const classes = join(cache, 'classes');
if (!runs('javac', ['-d', classes, '-cp', classpath, join(own, 'Validate.java')])) {
  console.log('conformance: Validate.java does not compile');
  process.exit(1);
}

const out = mkdtempSync(join(tmpdir(), 'faktaark-conformance-'));
try {
  const pairs = sheets(out).flatMap(([edition, file]) => FLAVOURS[edition].map((flavour) => [flavour, file]));
  const { status, stdout, stderr } = spawnSync(
    'java',
    ['-cp', [classpath, classes].join(delimiter), 'Validate', ...pairs.flat()],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) {
    console.log(`conformance: veraPDF failed: ${stderr.slice(0, 2000)}`);
    process.exit(1);
  }
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const width = Math.max(...results.map(([, file]) => basename(file).length));
  for (const [flavour, file, failed] of results)
    console.log(`${basename(file).padEnd(width)}  ${flavour.padEnd(4)}  ${failed || 'no failed rule'}`);
  const failures = results.filter(([, , failed]) => failed).length;
  console.log(`conformance: ${results.length} validations, ${failures} failed`);
  process.exitCode = failures || results.length !== pairs.length ? 1 : 0;
} finally {
  rmSync(out, { recursive: true, force: true });
}
