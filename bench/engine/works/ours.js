// The engine's network.

import { flat } from '../samples.js';

/** The engine's network, compiled and with its data. */
export const ours = (engine, sizes, activations, loss, data, batch) => {
  const network = new engine.NeuralNetwork(new Uint32Array(sizes), activations);
  network.initialize('glorot', 1);
  network.compile(loss, engine.Optimizer.sgd(0.03), batch);
  network.record(false);
  network.setData(flat(data.inputs), flat(data.targets));
  return network;
};
