// The one wasm module that every figure on the page shares.

import init, * as engine from '../../pkg/perceptron-playground.js';

/** @typedef {typeof engine} Engine */

/** @type {Promise<Engine> | undefined} */
let loading;

/**
 * The module, loaded and compiled once however many figures ask for it.
 * @returns {Promise<Engine>}
 */
export function loadEngine() {
  loading ??= typeof WebAssembly === 'object' ? init().then(() => engine) : Promise.reject(new Error('no WebAssembly'));
  return loading;
}
