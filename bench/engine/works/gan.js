import { tensors, through } from '../peers.js';
import { randoms } from '../samples.js';

/**
 * Two networks against each other. An iteration is two steps of D and one of G, with 150 samples each, as in GAN Lab. The engine's
 * iterations are the panel's, with its history and a check of 1000 samples every 50; TensorFlow.js measures nothing.
 */
export function gan({ engine, tf }) {
  const [batch, rate] = [150, 0.05];
  const panel = engine.Panel.open('generate');
  panel.openLink(`data=ring&depth=2&g-units=8&d-units=8&batch=${batch}&d-steps=2&noise=uniform&optimizer=sgd&d-rate=${rate}&g-rate=${rate}`);
  const random = randoms(5);
  const [generator, discriminator] = [tensors(tf, [2, 8, 8, 2], random), tensors(tf, [2, 8, 8, 1], random)];
  const all = (network) => network.flatMap(({ w, b }) => [w, b]);
  const [ofG, ofD] = [all(generator), all(discriminator)];
  const real = Array.from({ length: 20 }, () =>
    tf.tensor2d(Array.from({ length: batch }, () => 2 * Math.PI * random()).map((turn) => [Math.cos(turn), Math.sin(turn)])),
  );
  const optimizer = tf.train.sgd(rate);
  const fakes = () => through(tf, generator, 'relu', tf.randomUniform([batch, 2], -1, 1));
  const verdicts = (x) => through(tf, discriminator, 'relu', x);
  let turn = 0;
  const iteration = () => {
    for (let step = 0; step < 2; step++) {
      const data = real[turn++ % real.length];
      optimizer.minimize(() => tf.add(tf.mean(tf.softplus(tf.neg(verdicts(data)))), tf.mean(tf.softplus(verdicts(fakes())))), false, ofD);
    }
    optimizer.minimize(() => tf.mean(tf.softplus(tf.neg(verdicts(fakes())))), false, ofG);
  };
  const often = () => Array.from({ length: 10 }, iteration);
  return {
    name: 'GAN, 2-8-8-2 against 2-8-8-1, batches of 150',
    unit: 'k iterations/s',
    goals: { 'TensorFlow.js': 50 },
    contestants: [
      { name: 'engine', count: 500_000, run: () => panel.step(500) },
      { name: 'TensorFlow.js', count: 10_000, run: often },
    ],
  };
}
