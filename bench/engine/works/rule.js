// The perceptron rule on a gate.

import { perceptron } from '../plain.js';

/** AND is soon learned, and then every output is right; XOR never is. */
export function rule({ engine, synaptic }, name, targets, referenceRule) {
  const mine = new engine.Perceptron(0, 0, 0);
  const wanted = Uint8Array.from(targets);
  const [input, output] = [new synaptic.Layer(2), new synaptic.Layer(1)];
  input.project(output);
  output.set({ squash: synaptic.Neuron.squash.HLIM });
  const network = new synaptic.Network({ input, hidden: [], output });
  const rows = [[0, 0], [0, 1], [1, 0], [1, 1]].map((x, row) => [x, [targets[row]]]);
  return {
    name: `perceptron rule on ${name}`,
    unit: 'M updates/s',
    goals: { reference: 0.75, synaptic: 10 },
    contestants: [
      { name: 'engine', count: 400_000, run: () => mine.learn(wanted, 0.1, 400_000) },
      { name: 'reference', count: 400_000, run: () => referenceRule(100_000) },
      { name: 'plain JavaScript', count: 400_000, run: () => perceptron(100_000, targets) },
      {
        name: 'synaptic',
        count: 40_000,
        run: () => {
          for (let turn = 0; turn < 10_000; turn++) {
            for (const [x, t] of rows) {
              network.activate(x);
              network.propagate(0.1, t);
            }
          }
        },
      },
    ],
  };
}
