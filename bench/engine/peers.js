// The same network in each library, in the way the library means it.

import { randoms } from './samples.js';

/** ConvNetJS's regression layer brings a linear layer of its own, which stands for the last tanh. */
export const convnet = (convnetjs, sizes, activation, last, batch) => {
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
    ...sizes.slice(1, -1).map((units) => ({ type: 'fc', num_neurons: units, activation })),
    last,
  ]);
  const trainer = new convnetjs.SGDTrainer(net, { learning_rate: 0.03, momentum: 0, batch_size: batch, l2_decay: 0 });
  return { net, trainer };
};

export const convnetEpoch = (convnetjs, { trainer }, data) => {
  const samples = data.inputs.map((x, n) => [new convnetjs.Vol([...x]), data.labels ? data.labels[n] : [...data.targets[n]]]);
  return () => samples.forEach(([x, t]) => trainer.train(x, t));
};

/** Synaptic learns after each sample; it knows no batches. */
export const synapticEpoch = (synaptic, sizes, data) => {
  const network = new synaptic.Architect.Perceptron(...sizes);
  network.layers.hidden.concat(network.layers.output).forEach((layer) => layer.set({ squash: synaptic.Neuron.squash.TANH }));
  const samples = data.inputs.map((x, n) => [[...x], [...data.targets[n]]]);
  return () => {
    for (const [x, t] of samples) {
      network.activate(x);
      network.propagate(0.03, t);
    }
  };
};

/** Weights and biases that TensorFlow.js learns, by Glorot's rule. */
export const tensors = (tf, sizes, random = randoms(1)) =>
  sizes.slice(1).map((units, l) => {
    const limit = Math.sqrt(6 / (sizes[l] + units));
    const values = Float32Array.from({ length: sizes[l] * units }, () => (2 * random() - 1) * limit);
    return { w: tf.variable(tf.tensor2d(values, [sizes[l], units])), b: tf.variable(tf.zeros([units])) };
  });

/** What layers make of a batch `x`; the last one is linear unless all are tanh. */
export const through = (tf, layers, activation, x) =>
  layers.reduce((h, { w, b }, l) => {
    const z = tf.add(tf.matMul(h, w), b);
    return l + 1 < layers.length || activation === 'tanh' ? tf[activation](z) : z;
  }, x);

export const tensorflow = (tf, sizes, activation, data, batch) => {
  const layers = tensors(tf, sizes);
  const forward = (x) => through(tf, layers, activation, x);
  const optimizer = tf.train.sgd(0.03);
  const batches = [];
  for (let start = 0; start < data.inputs.length; start += batch) {
    const rows = (/** @type {Float64Array[]} */ list) => list.slice(start, start + batch).map((row) => [...row]);
    batches.push([tf.tensor2d(rows(data.inputs)), tf.tensor2d(rows(data.targets))]);
  }
  const loss = (h, t) =>
    data.labels
      ? tf.losses.softmaxCrossEntropy(t, h)
      : tf.mul(0.5, tf.mean(tf.squaredDifference(h, t)));
  const epoch = () => batches.forEach(([x, t]) => void optimizer.minimize(() => loss(forward(x), t)));
  return { forward, epoch };
};
