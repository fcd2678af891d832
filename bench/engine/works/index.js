// All works: what is done, and who does it. In each everybody trains the same sizes on the same samples with the same rate and
// batch; each in the way its library means it. What a library can't do just so is said beside it.

import { convnet, convnetEpoch, synapticEpoch, tensorflow } from '../peers.js';
import { digits, plane, randoms } from '../samples.js';
import { drawing } from './drawing.js';
import { gan } from './gan.js';
import { lab } from './lab.js';
import { letters } from './letters.js';
import { population } from './population.js';
import { rule } from './rule.js';
import { training } from './training.js';

/** @typedef {{ engine: any, reference: any, convnetjs: any, synaptic: any, tf: any, jax: any }} Competitors */

/** @param {Competitors} all @returns {(() => import('../measure.js').Work)[]} each makes a work when its turn comes */
export function works(all) {
  const { reference, convnetjs, synaptic, tf } = all;
  const circle = plane(500, (x1, x2) => x1 * x1 + x2 * x2 < 0.5);
  const clouds = plane(500, (x1, x2) => x1 * x2 > 0);
  const images = digits(1440);
  const [small, deep, wide] = [[2, 4, 2, 1], [2, 8, 8, 8, 8, 8, 8, 1], [64, 32, 10]];
  const tanh = (/** @type {number[]} */ sizes) => Array(sizes.length - 1).fill('tanh');
  const regression = { type: 'regression', num_neurons: 1 };
  const softmax = { type: 'softmax', num_classes: 10 };
  const goals = (peer, factor) => ({ reference: 0.75, [peer]: factor });
  return [
    () =>
      training(all, '2-4-2-1, tanh, circle', small, tanh(small), 'half-squared', circle, 10, reference.train_small, goals('ConvNetJS', 20), [
        ['ConvNetJS', convnetEpoch(convnetjs, convnet(convnetjs, small, 'tanh', regression, 10), circle)],
        ['synaptic', synapticEpoch(synaptic, small, circle)],
        ['TensorFlow.js', tensorflow(tf, small, 'tanh', circle, 10).epoch],
      ]),
    () =>
      training(all, '2-8×6-1, tanh, XOR', deep, tanh(deep), 'half-squared', clouds, 10, reference.train_deep, goals('ConvNetJS', 20), [
        ['ConvNetJS', convnetEpoch(convnetjs, convnet(convnetjs, deep, 'tanh', regression, 10), clouds)],
        ['synaptic', synapticEpoch(synaptic, deep, clouds)],
        ['TensorFlow.js', tensorflow(tf, deep, 'tanh', clouds, 10).epoch],
      ]),
    () =>
      training(all, '64-32-10, ReLU, digits', wide, ['relu', 'softmax'], 'categorical-cross-entropy', images, 32, reference.train_digits, goals('TensorFlow.js', 25), [
        ['ConvNetJS', convnetEpoch(convnetjs, convnet(convnetjs, wide, 'relu', softmax, 32), images)],
        ['TensorFlow.js', tensorflow(tf, wide, 'relu', images, 32).epoch],
      ]),
    () => drawing(all, '100×100 points, 2-4-2-1', small, circle, reference.grid_small, 10),
    () => drawing(all, '100×100 points, 2-8×6-1', deep, clouds, reference.grid_deep, 5),
    () => rule(all, 'AND', [0, 0, 0, 1], reference.perceptron_and),
    () => rule(all, 'XOR', [0, 1, 1, 0], reference.perceptron_xor),
    () => lab(all),
    () => gan(all),
    () => letters(all),
    () => population(all, randoms(5)),
  ];
}
