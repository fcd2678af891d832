// Bundles that hold all they need: the element, its panels, their words, styles and the engine. One of them is one file.

import { build } from 'esbuild';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The small engine holds all that this panel needs; see www/kit/engine.js. */
const FIRST = 'gates';
/** What a panel fetches beside its style and the engine. */
const DATA = { digits: ['www/data/digits.bin'] };

/** The names in the table of panels. */
export async function panelsOf(root) {
  const table = await readFile(join(root, 'www/panels/index.js'), 'utf8');
  return [...table.matchAll(/^ {2}(\w+): \(\) => import\(/gm)].map(([, name]) => name);
}

/** @type {Map<string, Promise<string>>} each file, packed once however many bundles hold it */
const packing = new Map();

function packedFile(file) {
  if (!packing.has(file)) packing.set(file, readFile(file).then((content) => gzipSync(content, { level: 9 }).toString('base64')));
  return packing.get(file);
}

/** What stands in the place of www/site.js: the same doors, with the files behind them. */
async function siteWith(files, dist, linkedPage) {
  const packed = {};
  for (const path of files) packed[path] = await packedFile(join(dist, path));
  return `
    const files = ${JSON.stringify(packed)};
    export const linkedPage = ${linkedPage};
    export const pictureOf = () => '';
    export async function openFile(path) {
      const bytes = Uint8Array.from(atob(files[path]), (letter) => letter.charCodeAt(0));
      const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      const type = path.endsWith('.wasm') ? 'application/wasm' : 'text/css';
      return new Response(content, { headers: { 'content-type': type } });
    }`;
}

/**
 * Bundles one panel or, without a name, all of them.
 * @param {{ root: string, dist: string, panel?: string, entry: string, format: 'iife' | 'esm', linkedPage: string }} options
 * @returns {Promise<string>} the script
 */
export async function bundle({ root, dist, panel, entry, format, linkedPage }) {
  const names = await panelsOf(root);
  const shown = panel === undefined ? names : [panel];
  const isFirst = panel === FIRST;
  const engine = `perceptron-${isFirst ? 'gates' : 'playground'}`;
  const data = shown.flatMap((name) => DATA[name] ?? []);
  const files = [...(await sheetsOf(dist, shown)), ...data, `pkg/${engine}_bg.wasm`];
  const www = join(root, 'www');
  const replaced = {
    name: 'replaced',
    setup({ onResolve, onLoad }) {
      onLoad({ filter: /site\.js$/ }, async ({ path }) => {
        if (path === join(www, 'site.js')) return { contents: await siteWith(files, dist, linkedPage), loader: 'js' };
      });
      onLoad({ filter: /panels[\\/]index\.js$/ }, async ({ path }) => {
        const table = await readFile(path, 'utf8');
        return { contents: table.replace(/^ {2}(\w+): \(\) => import\(.*\n/gm, (line, name) => (shown.includes(name) ? line : '')), loader: 'js' };
      });
      // The engine stands in the site; the one that no panel here asks for is left out.
      onResolve({ filter: /\/pkg\// }, ({ path }) => {
        const name = path.split('/').pop();
        return name === `${engine}.js` ? { path: join(dist, 'pkg', name) } : { path: name, namespace: 'nothing' };
      });
      onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'export default undefined', loader: 'js' }));
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: www },
    bundle: true,
    write: false,
    format,
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
    define: { 'import.meta.url': '""', ...(isFirst ? { FINISHED_SITE: 'true' } : {}) },
    plugins: [replaced],
  });
  return outputFiles[0].text;
}

async function sheetsOf(dist, panels) {
  const there = await readdir(join(dist, 'www/panels'));
  return ['www/panel.css', ...there.filter((file) => panels.includes(file.replace(/\.css$/, ''))).map((file) => `www/panels/${file}`)];
}
