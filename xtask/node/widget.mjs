// What the Python package's widget is made of: `node widget.mjs ROOT SITE VERSION FOLDER`. In FOLDER:
//
//   <panel>.js      the element with that panel, under a name of its own, without the engine
//   <engine>.wasm   the engines that they ask for, each once, packed with gzip; module.py puts them in their places
//   widget.js       what ties the element to a notebook, the end of each module
//   panels.json     each panel's settings and the starts of its questions, from the panels' own tables

import { build } from 'esbuild';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { panelsOf } from './files.mjs';
import { bundle, placeOf } from './whole.mjs';

const [root, dist, version, folder] = process.argv.slice(2);
/** The most bytes of our own that a module may have beside the element. */
const MOST = 3000;
const ENGINES = ['perceptron-gates', 'perceptron-playground'].map((name) => `pkg/${name}_bg.wasm`);
const write = (name, content) => writeFile(join(folder, name), content);
await mkdir(folder, { recursive: true });

const panels = await panelsOf(root);
const options = { root, dist, entry: `import './embed.js';`, format: 'iife', linkedPage: `globalThis.location?.href ?? ''`, isApart: (path) => ENGINES.includes(path) };
const scripts = await Promise.all(panels.map((panel) => bundle({ ...options, panel, tag: `perceptron-playground-${panel}` })));
const engines = {};
for (const [at, panel] of panels.entries()) {
  const engine = ENGINES.find((path) => scripts[at].includes(placeOf(path)));
  if (engine === undefined) throw new Error(`the script of ${panel} has no place for its engine`);
  engines[panel] = engine;
  await write(`${panel}.js`, scripts[at]);
}
for (const path of new Set(Object.values(engines))) await write(path.replace('pkg/', ''), gzipSync(await readFile(join(dist, path)), { level: 9 }));

const { outputFiles } = await build({ entryPoints: [join(root, 'python/widget/widget.js')], format: 'esm', minify: true, target: 'es2022', charset: 'utf8', write: false });
const glue = outputFiles[0].contents;
if (glue.length > MOST) throw new Error(`python/widget/widget.js has ${glue.length} bytes, more than ${MOST}`);
await write('widget.js', glue);

const { initSync, Panel } = await import(pathToFileURL(join(dist, 'pkg/perceptron-playground.js')).href);
initSync({ module: await readFile(join(dist, 'pkg/perceptron-playground_bg.wasm')) });
/** The values with which a panel opens what a link says, where they are not the settings' defaults. */
function startOf(panel, settings, query) {
  const opened = Panel.open(panel);
  opened.openLink(query);
  const values = settings.map(({ name, default: value }) => [name, opened.value(name) ?? value, value]);
  opened.free();
  return Object.fromEntries(values.filter(([, value, usual]) => value !== usual));
}
const tableOf = (panel) => {
  const opened = Panel.open(panel);
  const { questions, settings } = JSON.parse(opened.schema());
  opened.free();
  const setting = ({ name, doc, kind, default: value, choices, limits, linked, for_view }) => [name, { doc: doc.trim(), kind, default: value, choices, limits, linked, for_view }];
  const starts = ['', ...questions.map(({ name }) => name)].map((name) => [name, startOf(panel, settings, name && `goal=${name}`)]);
  return { engine: engines[panel], starts: Object.fromEntries(starts), settings: Object.fromEntries(settings.map(setting)) };
};
await write('panels.json', JSON.stringify({ version, panels: Object.fromEntries(panels.map((panel) => [panel, tableOf(panel)])) }, undefined, 1));
for (const license of ['LICENSE-MIT', 'LICENSE-APACHE']) await copyFile(join(root, license), join(folder, license));
