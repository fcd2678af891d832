// The outputs of a network on a grid of points, as a picture of it needs them.

import { ours } from './ours.js';
import { tensorflow } from '../peers.js';
import { PlainNetwork } from '../plain.js';
import { randoms } from '../samples.js';

/** The places of a grid of 100 × 100 points, row by row from above. */
const GRID = Array.from({ length: 10_000 }, (_, p) => Float64Array.of(((p % 100) - 49.5) / 50, (49.5 - Math.floor(p / 100)) / 50));

export function drawing({ engine, tf }, name, sizes, data, referenceGrid, goal) {
  const activations = Array(sizes.length - 1).fill('tanh');
  const grid = engine.Points.grid(-1, 1, -1, 1, 100, 100);
  const mine = ours(engine, sizes, activations, 'half-squared', data, 10);
  const byHand = new PlainNetwork(sizes, activations, randoms(1));
  const { forward } = tensorflow(tf, sizes, 'tanh', data, 10);
  const points = tf.tensor2d(GRID.map((row) => [...row]));
  const outputs = new Float32Array(10_000);
  return {
    name,
    unit: 'M points/s',
    goals: { reference: 0.75, 'TensorFlow.js': goal },
    contestants: [
      { name: 'engine', count: 10_000, run: () => mine.predictInto(grid, outputs) },
      { name: 'reference', count: 10_000, run: referenceGrid },
      { name: 'plain JavaScript', count: 10_000, run: () => GRID.forEach((x, p) => (outputs[p] = byHand.forward(x)[0])) },
      { name: 'TensorFlow.js', count: 10_000, run: () => tf.tidy(() => forward(points).dataSync()) },
    ],
  };
}
