// The one wasm module that every figure on the page shares.

import init, * as engine from '../../pkg/perceptron-playground.js';
import { site } from '../site.js';

/** @typedef {typeof engine} Engine */

/** @type {Promise<Engine> | undefined} */
let loading;

async function load() {
  await init({ module_or_path: new URL('pkg/perceptron-playground_bg.wasm', site) });
  return engine;
}

/**
 * The module, loaded and compiled once however many figures ask for it.
 * @returns {Promise<Engine>}
 */
export function loadEngine() {
  loading ??= typeof WebAssembly === 'object' ? load() : Promise.reject(new Error('no WebAssembly'));
  return loading;
}
