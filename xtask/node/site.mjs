// Puts the site's JavaScript and styles together, so that a reader far away waits for few files and small ones. The page works
// without. `node site.mjs WWW`; in the folder WWW:
//
//   embed.js        the element, and all that it needs before it knows its panel
//   panels/, texts/ a file a panel, with its style and all that it does not find in embed.js, and one for its words in each language
//   lms/            a plain script a kind of learning management system, for the packages that teacher.html makes
//   others          the scripts and sheets that pages name
//   ../pkg/         wasm-bindgen's modules, made small
//
// Modules that stand in embed.js are taken from there, because whoever loads a panel has loaded it.

import { build } from 'esbuild';
import { cp, readFile, readdir, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { plateSheet, replaced, withSheets } from './whole.mjs';

const www = resolve(process.argv[2]);
const ELEMENT = 'embed.js';
const PAGES = ['embed-host.js', 'playground.js', 'frame.js', 'page.js', 'teacher.js'];
/** They lie in packages, which a disk may hold: no modules. */
const PLAIN = ['lms/scorm.js', 'lms/cmi5.js'];
const SHEETS = ['frame.css', 'plate.css', 'page.css', 'teacher.css'];

const filesIn = async (folder, end) => (await readdir(join(www, folder))).filter((file) => file.endsWith(end)).map((file) => `${folder}/${file}`);
const panels = (await filesIn('panels', '.js')).filter((file) => file !== 'panels/index.js');
// What terms mean stands in the files of the kit's words.
const words = (await filesIn('texts', '.js')).filter((file) => !file.startsWith('texts/terms.'));

const common = {
  absWorkingDir: www,
  // The library that the teachers' page makes its zips with; this script stands where modules are installed.
  nodePaths: [join(import.meta.dirname, '../node_modules')],
  bundle: true,
  minify: true,
  format: 'esm',
  charset: 'utf8',
  target: 'es2022',
  define: { FINISHED_SITE: 'true', ...(await plateSheet(www)) },
  logLevel: 'warning',
  outdir: 'made',
};

/** A path from `www`, which may lead out of it. */
const inWww = (path) => relative(www, path).split(sep).join('/');

/** Leaves files out of a bundle that will stand in `folder`: `placeOf` says where in the site they are. */
const leftOut = (folder, placeOf) => ({
  name: 'left-out',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      const place = kind === 'entry-point' ? undefined : placeOf(inWww(join(resolveDir, path)));
      if (place === undefined) return undefined;
      const way = relative(folder, place).split(sep).join('/');
      return { path: way.startsWith('.') ? way : `./${way}`, external: true };
    });
  },
});

/** Panels and words are found by their names, from where the element stands. esbuild would put all into it that a name could mean. */
const byName = {
  name: 'by-name',
  setup({ onLoad }) {
    onLoad({ filter: /panels[\\/]index\.js$/ }, async ({ path }) => {
      const panels = replaced(await readFile(path, 'utf8'), '`./${name}.js`', `['./panels/', name, '.js'].join('')`);
      return { contents: replaced(panels, '`../texts/${name}.${language}.js`', `['./texts/', name, '.', language, '.js'].join('')`), loader: 'js' };
    });
  },
};

// What the element needs before it knows its panel.
const engine = leftOut('', (file) => (file.startsWith('../pkg/') ? file : undefined));
const plugins = [engine, byName];
const { metafile } = await build({ ...common, entryPoints: [ELEMENT], write: false, metafile: true, plugins });
const core = Object.keys(metafile.inputs);
// If two modules export the same name, `export *` drops both.
const { metafile: apart } = await build({ ...common, entryPoints: core, bundle: false, write: false, metafile: true });
const names = Object.values(apart.outputs).flatMap(({ exports }) => exports);
const doubles = names.filter((name, at) => names.indexOf(name) !== at);
if (doubles.length > 0) throw new Error(`several modules of the element export ${doubles.join(', ')}`);
const whole = { stdin: { contents: core.map((file) => `export * from './${file}';`).join('\n'), resolveDir: www }, outfile: join('made', ELEMENT) };
await build({ ...common, ...whole, outdir: undefined, plugins });

const fromElement = (folder) => leftOut(folder, (file) => (core.includes(file) ? ELEMENT : file.startsWith('../pkg/') ? file : undefined));
await Promise.all([
  build({ ...common, entryPoints: [...panels, ...words], outbase: '.', plugins: [fromElement('panels'), withSheets] }),
  build({ ...common, entryPoints: PAGES, splitting: true, chunkNames: 'page-[hash]', plugins: [fromElement('')] }),
  build({ ...common, entryPoints: PLAIN, outbase: '.', format: 'iife' }),
  build({ ...common, entryPoints: SHEETS, outbase: '.' }),
  build({ ...common, entryPoints: [join(www, '../pkg/*.js')], bundle: false, outdir: join(www, '../pkg'), allowOverwrite: true }),
]);

for (const folder of ['kit', 'lms', 'panels', 'teacher', 'texts', 'types']) await rm(join(www, folder), { recursive: true });
for (const file of await filesIn('.', '')) if (/\.(js|css|d\.ts)$/.test(file)) await rm(join(www, file));
await cp(join(www, 'made'), www, { recursive: true });
await rm(join(www, 'made'), { recursive: true });
