// All works in a page: the peers as the scripts they ship for pages, the results sent back to who opened it.

import { measure } from './measure.js';
import { works } from './works/index.js';

const send = (/** @type {string} */ address, /** @type {unknown} */ content) =>
  fetch(address, { method: 'POST', body: JSON.stringify(content) });

try {
  const { rounds, milliseconds, only } = await (await fetch('/settings')).json();
  const engine = await import('/engine/perceptron-playground.js');
  await engine.default();
  const { instance } = await WebAssembly.instantiateStreaming(fetch('/reference.wasm'));
  // @ts-expect-error The peers' scripts put themselves into the window.
  const { convnetjs, synaptic, tf } = window;
  tf.wasm.setWasmPaths('/modules/@tensorflow/tfjs-backend-wasm/dist/');
  await tf.setBackend('wasm');
  const jax = await import('/modules/@jax-js/jax/dist/index.js');
  await jax.init('wasm');
  for (const work of works({ engine, reference: instance.exports, convnetjs, synaptic, tf, jax })) {
    const made = work();
    if (made.name.includes(only)) await send('/result', await measure(made, rounds, milliseconds));
  }
  await send('/done', null);
} catch (error) {
  await send('/done', String(error));
}
