// The regression lab of the course: 160 rows, a line, 100 epochs with a check after each.

import { fitLine } from '../plain.js';
import { randoms } from '../samples.js';

export function lab({ engine, reference, convnetjs, synaptic, tf }) {
  const random = randoms(3);
  const x = Float64Array.from({ length: 160 }, () => 4 * random() - 2);
  const y = x.map((x) => 1.726 * x - 0.84 + (0.5 + (x * x) / 3) * (random() + random() - 1));
  const rows = (/** @type {Float64Array} */ list) => [Float32Array.from(list.slice(0, 128)), Float32Array.from(list.slice(128))];
  const [[fit, rest], [fitTargets, restTargets]] = [rows(x), rows(y)];
  const mine = new engine.NeuralNetwork(Uint32Array.of(1, 1), ['identity']);
  mine.compile('mse', engine.Optimizer.sgd(0.01), 32);
  mine.setValidation(rest, restTargets);
  const start = Float32Array.of(0.3, 0);
  mine.setData(fit, fitTargets);
  const once = () => {
    mine.restart(start);
    mine.train(100);
    return mine.losses();
  };
  /** Like the engine's, its losses are handed over as a list of JavaScript's own. */
  const byReference = () => {
    const losses = reference.lab();
    // Its memory may have grown, and then this is another buffer than before.
    return new Float64Array(reference.memory.buffer, losses, 200).slice();
  };
  const column = (/** @type {Float64Array} */ list) => tf.tensor2d([...list].map((value) => [value]));
  const steps = [0, 32, 64, 96].map((from) => [column(x.slice(from, from + 32)), column(y.slice(from, from + 32))]);
  const [restX, restY] = [column(x.slice(128)), column(y.slice(128))];
  /** Losses stay tensors until the end, so that nothing waits for them. */
  const byTensorFlow = () => {
    const [w, b] = [tf.variable(tf.tensor2d([[0.3]])), tf.variable(tf.zeros([1]))];
    const optimizer = tf.train.sgd(0.01);
    const loss = (x, y) => tf.mean(tf.squaredDifference(tf.add(tf.matMul(x, w), b), y));
    const losses = [];
    for (let epoch = 0; epoch < 100; epoch++) {
      for (const [x, y] of steps) losses.push(optimizer.minimize(() => loss(x, y), true));
      losses.push(tf.tidy(() => loss(restX, restY)));
    }
    const history = losses.map((loss) => loss.dataSync()[0]);
    tf.dispose([losses, w, b]);
    return history;
  };
  /** Its regression loss is twice the square, but its gradient is half that of the MSE, so the rate is doubled. */
  const byConvNet = () => {
    const vol = (/** @type {number} */ value) => new convnetjs.Vol([value]);
    const net = new convnetjs.Net();
    net.makeLayers([{ type: 'input', out_sx: 1, out_sy: 1, out_depth: 1 }, { type: 'regression', num_neurons: 1 }]);
    const trainer = new convnetjs.SGDTrainer(net, { learning_rate: 0.02, momentum: 0, batch_size: 32, l2_decay: 0 });
    const [inputs, { filters, biases }] = [[...x].map(vol), net.layers[1]];
    return () => {
      [filters[0].w[0], biases.w[0]] = [0.3, 0];
      const history = [];
      for (let epoch = 0; epoch < 100; epoch++) {
        let [loss, validation] = [0, 0];
        for (let n = 0; n < 128; n++) loss += trainer.train(inputs[n], [y[n]]).cost_loss / 2;
        for (let n = 128; n < 160; n++) validation += (net.forward(inputs[n]).w[0] - y[n]) ** 2;
        history.push([loss / 128, validation / 32]);
      }
      return history;
    };
  };
  /** It knows no batches: each row is an update. */
  const bySynaptic = () => {
    const [input, output] = [new synaptic.Layer(1), new synaptic.Layer(1)];
    const [weight] = input.project(output).list;
    output.set({ squash: synaptic.Neuron.squash.IDENTITY });
    const network = new synaptic.Network({ input, hidden: [], output });
    const rows = [...x].map((value, n) => [[value], [y[n]]]);
    return () => {
      [weight.weight, output.list[0].bias] = [0.3, 0];
      const history = [];
      for (let epoch = 0; epoch < 100; epoch++) {
        let [loss, validation] = [0, 0];
        for (let n = 0; n < 128; n++) {
          loss += (network.activate(rows[n][0])[0] - y[n]) ** 2;
          network.propagate(0.01, rows[n][1]);
        }
        for (let n = 128; n < 160; n++) validation += (network.activate(rows[n][0])[0] - y[n]) ** 2;
        history.push([loss / 128, validation / 32]);
      }
      return history;
    };
  };
  return {
    name: 'regression lab, 100 epochs',
    unit: 'k labs/s',
    goals: { reference: 0.75, ConvNetJS: 50, synaptic: 50, 'TensorFlow.js': 50 },
    contestants: [
      { name: 'engine', count: 100_000, run: () => Array.from({ length: 100 }, once) },
      { name: 'reference', count: 100_000, run: () => Array.from({ length: 100 }, byReference) },
      { name: 'plain JavaScript', count: 100_000, run: () => Array.from({ length: 100 }, () => fitLine(x, y, 128, 0.01, 32)) },
      { name: 'ConvNetJS', count: 1000, run: byConvNet() },
      { name: 'synaptic', count: 1000, run: bySynaptic() },
      { name: 'TensorFlow.js', count: 1000, run: byTensorFlow },
    ],
  };
}
