// Prints the notebook that a panel exports in a state: `node export.mjs SITE PANEL QUERY LIBRARY`.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, name, query, library] = process.argv.slice(2);
const { initSync, Panel } = await import(pathToFileURL(join(site, 'pkg/perceptron-playground.js')).href);
initSync({ module: await readFile(join(site, 'pkg/perceptron-playground_bg.wasm')) });
const panel = Panel.open(name);
panel.openLink(query);
const { files } = JSON.parse(panel.exportOffer());
const { file } = files.find(({ file, group }) => group === library && file.endsWith('.ipynb'));
process.stdout.write(panel.exportFile(file, ['Title', 'Data', 'Model', 'Training', 'Results']));
panel.free();
