// Bundles that hold all they need: the element, its panels, their words, styles and the engine. One of them is one file.

import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { panelsOf } from './files.mjs';

/** The small engine holds all that this panel needs; see www/kit/engine.js. */
const FIRST = 'gates';
/** What a panel fetches beside the engine. */
const DATA = { digits: ['www/data/digits.bin'], generate: ['www/data/digits.bin'] };

/** Panels that can take a panel's place in a figure. */
const BESIDE = { layers: ['sequences'] };

const LANGUAGES = ['ko', 'en'];

/** The element's name; see www/embed.js. */
const TAG = 'perceptron-playground';

/** A text with `from`, which must be in it, replaced. */
export function replaced(text, from, to) {
  if (!text.includes(from)) throw new Error(`${from} is not there any more, and a script in xtask/node relies on it`);
  return text.replace(from, () => to);
}

/**
 * The list of panels with some of them alone: whatever it imports by a name put together is named one by one.
 * @param {string} text www/panels/index.js
 * @param {string[]} shown
 */
function listOf(text, shown) {
  const words = [...shown, 'kit'].flatMap((name) => LANGUAGES.map((language) => `${name}.${language}`));
  const table = (names, pathOf) => `{ ${names.map((name) => `'${name}': () => import('${pathOf(name)}')`).join(', ')} }`;
  const withPanels = replaced(text, 'import(`./${name}.js`)', `(${table(shown, (name) => `./${name}.js`)})[name]()`);
  const withWords = replaced(withPanels, 'import(`../texts/${name}.${language}.js`)', `(${table(words, (name) => `../texts/${name}.js`)})[\`\${name}.\${language}\`]()`);
  const list = /PANELS = \[[^\]]*\]/.exec(withWords)?.[0] ?? '';
  return replaced(withWords, list, `PANELS = ${JSON.stringify(shown)}`);
}

/** A style sheet, made small. @param {string} file */
async function minified(file) {
  const { outputFiles } = await build({ entryPoints: [file], minify: true, charset: 'utf8', write: false });
  return outputFiles[0].text;
}

/** Every figure's style, for the element's own file. @param {string} www */
export const plateSheet = async (www) => ({ PLATE_SHEET: JSON.stringify(await minified(join(www, 'plate.css'))) });

/** Puts the style of each panel into its module: one file less to wait for. */
export const withSheets = {
  name: 'with-sheets',
  setup({ onLoad }) {
    onLoad({ filter: /www[\\/]panels[\\/]\w+\.js$/ }, async ({ path }) => {
      if (path.endsWith('index.js')) return undefined;
      const sheet = JSON.stringify(await minified(path.replace(/js$/, 'css')));
      return { contents: `${await readFile(path, 'utf8')}\nexport const sheet = ${sheet};`, loader: 'js' };
    });
  },
};

/** @type {Map<string, Promise<string>>} each file, packed once however many bundles hold it */
const packing = new Map();

function packedFile(file) {
  if (!packing.has(file)) packing.set(file, readFile(file).then((content) => gzipSync(content, { level: 9 }).toString('base64')));
  return packing.get(file);
}

/** What stands in a bundle where the packed content of a file that is kept apart is to be put. */
export const placeOf = (path) => `{${path}}`;

/** What stands in the place of www/site.js: the same doors, with the files behind them. */
async function siteWith(files, dist, linkedPage, isApart) {
  const packed = {};
  for (const path of files) packed[path] = isApart(path) ? placeOf(path) : await packedFile(join(dist, path));
  return `
    const files = ${JSON.stringify(packed)};
    export const linkedPage = ${linkedPage};
    export const pictureOf = () => '';
    export async function openFile(path) {
      const letters = atob(files[path]);
      const bytes = new Uint8Array(letters.length);
      // An iterator over the letters takes twenty times as long, a quarter of a second for the largest file.
      for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
      const content = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
      return new Response(content, { headers: { 'content-type': path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream' } });
    }`;
}

/**
 * Bundles one panel or, without a name, all of them. `tag` gives the element another name than its own; the files for which
 * `isApart` are left out, see `placeOf`.
 * @param {{ root: string, dist: string, panel?: string, entry: string, format: 'iife' | 'esm', linkedPage: string, define?: Record<string, string>, tag?: string, isApart?: (path: string) => boolean }} options
 * @returns {Promise<string>} the script
 */
export async function bundle({ root, dist, panel, entry, format, linkedPage, define = {}, tag = TAG, isApart = () => false }) {
  const names = await panelsOf(root);
  const shown = panel === undefined ? names : [panel, ...(BESIDE[panel] ?? [])];
  const isFirst = panel === FIRST;
  const engine = `perceptron-${isFirst ? 'gates' : 'playground'}`;
  const data = new Set(shown.flatMap((name) => DATA[name] ?? []));
  const files = [...data, `pkg/${engine}_bg.wasm`];
  const www = join(root, 'www');
  const inPlace = {
    name: 'in-place',
    setup({ onResolve, onLoad }) {
      onLoad({ filter: /site\.js$/ }, async ({ path }) => {
        if (path === join(www, 'site.js')) return { contents: await siteWith(files, dist, linkedPage, isApart), loader: 'js' };
      });
      onLoad({ filter: /panels[\\/]index\.js$/ }, async ({ path }) => {
        return { contents: listOf(await readFile(path, 'utf8'), shown), loader: 'js' };
      });
      onLoad({ filter: /embed\.js$/ }, async ({ path }) => {
        if (path === join(www, 'embed.js')) return { contents: replaced(await readFile(path, 'utf8'), `TAG = '${TAG}'`, `TAG = '${tag}'`), loader: 'js' };
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
    define: { 'import.meta.url': '""', ...(await plateSheet(www)), ...define, ...(isFirst ? { FINISHED_SITE: 'true' } : {}) },
    plugins: [inPlace, withSheets],
  });
  return outputFiles[0].text;
}
