// A network that learns an epoch after another.

import { ours } from './ours.js';
import { PlainNetwork } from '../plain.js';
import { randoms } from '../samples.js';

/** A row of training: an epoch's samples each. */
export function training({ engine }, name, sizes, activations, loss, data, batch, referenceTrain, goals, peers) {
  const mine = ours(engine, sizes, activations, loss, data, batch);
  const byHand = new PlainNetwork(sizes, activations, randoms(1));
  const count = data.inputs.length;
  return {
    name,
    unit: 'M samples/s',
    goals,
    contestants: [
      { name: 'engine', count: 20 * count, run: () => mine.train(20) },
      { name: 'reference', count: 20 * count, run: () => referenceTrain(20) },
      { name: 'plain JavaScript', count, run: () => byHand.epoch(data.inputs, data.targets, 0.03, batch) },
      ...peers.map(([peer, run]) => ({ name: peer, count, run })),
    ],
  };
}
