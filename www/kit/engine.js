// The wasm modules that the figures on the page share.

import { openFile } from '../site.js';

/** @typedef {typeof import('../../pkg/perceptron-playground.js')} Engine */

/** @type {Record<string, Promise<Engine> | undefined>} */
const loading = {};

/**
 * @param {string} file the module, asked for while its JavaScript is still on its way
 * @param {Promise<typeof import('../../pkg/perceptron-playground.js')>} glue
 */
async function start(file, glue) {
  const module = openFile(file);
  // Whichever fails first is told of.
  module.catch(() => {});
  const { default: init, ...engine } = await glue;
  await init({ module_or_path: module });
  return engine;
}

/**
 * `playground` is the whole engine. `gates` is a part of it, a third as large: all that one perceptron needs. Only the
 * finished site has the part, so that while the page is worked on the crate is compiled once.
 */
const loaders = {
  playground: () => start('pkg/perceptron-playground_bg.wasm', import('../../pkg/perceptron-playground.js')),
  gates: () => start('pkg/perceptron-gates_bg.wasm', import('../../pkg/perceptron-gates.js')),
};

/**
 * The module that a panel needs, loaded and compiled once however many figures ask for it. What failed is tried again.
 * @param {string} panel
 * @returns {Promise<Engine>}
 */
export function loadEngine(panel) {
  if (typeof WebAssembly !== 'object') return Promise.reject(new Error('no WebAssembly'));
  const name = panel === 'gates' && typeof FINISHED_SITE !== 'undefined' ? 'gates' : 'playground';
  // What is loaded already holds the part too.
  const module = loading['playground'] ?? (loading[name] ??= /** @type {Promise<Engine>} */ (loaders[name]()));
  module.catch(() => (loading[name] = undefined));
  return module;
}
