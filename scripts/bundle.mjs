// How the program is bundled: one CommonJS file, without what pdfkit brings along and we never call.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { version } = require('../package.json');

// pdfkit loads these for text(), image() and its own fonts, none of which we use.
const stubs = {
  name: 'stubs',
  setup(api) {
    api.onResolve({ filter: /^(fontkit|png-js)$/ }, ({ path }) => ({ path, namespace: 'stub' }));
    api.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({
      contents: `const fail = () => { throw new Error('${path} is not part of this bundle'); }; export const create = fail; export const open = fail; export default class { static load() { fail(); } };`,
    }));
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
