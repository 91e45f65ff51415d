// How the program is bundled: one CommonJS file, without what its packages bring along and we never call.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { version } = require('../package.json');

// pdfkit loads these for text(), image(), its own fonts and encryption, none of which we use.
const UNUSED = /^(fontkit|png-js|@noble\/ciphers\/aes)$/;

const STAND_INS = {
  // Handlebars does without: it makes maps for precompiled templates only.
  'source-map': '',
  // Files that translators give back are UTF-8 when they come to the reader of PO.
  'iconv-lite': `exports.decode = exports.encode = () => { throw new Error('only UTF-8 is read'); };`,
  // The line breaking table is unpacked at every start.
  'tiny-inflate': `const { inflateRawSync } = require('node:zlib');
    module.exports = (packed, out) => { out.set(inflateRawSync(packed)); return out; };`,
};

const stubs = {
  name: 'stubs',
  setup(api) {
    const all = (namespace) => ({ filter: /.*/, namespace });
    api.onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'unused' }));
    api.onLoad(all('unused'), ({ path }) => ({
      contents: `const fail = () => { throw new Error('${path} is not part of this bundle'); };
        export { fail as create, fail as open, fail as cbc, fail as ecb };
        export default class { static load() { fail(); } };`,
    }));
    api.onResolve({ filter: /^(source-map|iconv-lite|tiny-inflate)$/ }, ({ path }) => ({
      path,
      namespace: 'stand-in',
    }));
    api.onLoad(all('stand-in'), ({ path }) => ({ contents: STAND_INS[path] }));
  },
};

export function bundleOptions(entry, outfile) {
  return {
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    mainFields: ['module', 'main'],
    legalComments: 'linked',
    define: { 'import.meta.url': 'importMetaUrl', 'process.env.FAKTAARK_VERSION': JSON.stringify(version) },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [stubs],
    logLevel: 'warning',
  };
}
