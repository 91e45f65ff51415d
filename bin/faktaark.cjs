#!/usr/bin/env node
// Runs dist/faktaark.cjs from a V8 code cache: its functions as compiled by an earlier run. Without one, where the cache
// is another V8's or the folder cannot be written, everything works and starts slower.
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const v8 = require('node:v8');
const { Script } = require('node:vm');

// Asks for optimised code later than V8 does by itself: a build of a few sheets is over before it pays.
v8.setFlagsFromString('--interrupt-budget=2000000');

const filename = join(__dirname, '../dist/faktaark.cjs');
// The tag stands for version, flags and processor: what a cache depends on.
const cache = join(dirname(filename), `faktaark.${v8.cachedDataVersionTag().toString(16)}.cache`);

const script = new Script(
  `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'latin1')}\n})`,
  { filename, cachedData: readCache() },
);
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, require, module_, filename, dirname(filename));
module_.exports.main(process.argv.slice(2)).then(() => {
  // A cache holds what has run, so only a whole build is worth one.
  if (script.cachedDataRejected !== false && process.argv[2] === 'build') writeCache();
});

function readCache() {
  try {
    return readFileSync(cache);
  } catch {
    return undefined;
  }
}

function writeCache() {
  const partial = `${cache}.${process.pid}`;
  try {
    writeFileSync(partial, script.createCachedData());
    renameSync(partial, cache);
  } catch {
    // An installed package may be read-only.
  }
}
