// The works and those who do them. The same module runs in Node.js and in a page.
//
// In each work everybody trains the same sizes on the same samples with the same rate and batch; each in the way its
// library means it. What a library can't do just so is said beside it. All take turns within a round, so that whatever
// slows the machine slows all, and ratios are made within a round.

import { PlainNetwork, fitLine, perceptron } from './plain.js';
import { population } from './population.js';

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {number} count what one call of `run` does, in the row's unit
 * @property {() => unknown} run may give a promise
 */
/** @typedef {{ name: string, unit: string, goals: Record<string, number>, contestants: Contestant[] }} Work */
/** @typedef {{ engine: any, reference: any, convnetjs: any, synaptic: any, tf: any, jax: any }} Competitors */

/** Numbers in [0, 1) from a seed. @param {number} seed */
function randoms(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Points with the label 1 inside a circle or in two of four quarters, and −1 elsewhere. */
/** @param {number} count @param {(x1: number, x2: number) => boolean} isOne */
function plane(count, isOne) {
  const random = randoms(7);
  const inputs = Array.from({ length: count }, () => Float64Array.of(2 * random() - 1, 2 * random() - 1));
  return { inputs, targets: inputs.map(([x1, x2]) => Float64Array.of(isOne(x1, x2) ? 1 : -1)) };
}

/** Made-up images of ten classes: a pattern of 64 sixteenths a class, and noise. @param {number} count */
function digits(count) {
  const random = randoms(9);
  const patterns = Array.from({ length: 10 }, () => Float64Array.from({ length: 64 }, () => random()));
  const labels = Array.from({ length: count }, (_, n) => n % 10);
  const inputs = labels.map((label) => patterns[label].map((x) => Math.round(8 * (x + random())) / 16));
  const targets = labels.map((label) => Float64Array.from({ length: 10 }, (_, o) => (o === label ? 1 : 0)));
  return { inputs, targets, labels };
}

const flat = (/** @type {Float64Array[]} */ rows) => Float32Array.from(rows.flatMap((row) => [...row]));
const fill = (/** @type {number} */ count, /** @type {string} */ name) => Array(count).fill(name);

/** @param {Competitors} all */
export function works({ engine, reference, convnetjs, synaptic, tf, jax }) {
  const circle = plane(500, (x1, x2) => x1 * x1 + x2 * x2 < 0.5);
  const clouds = plane(500, (x1, x2) => x1 * x2 > 0);
  const images = digits(1440);
  const [small, deep, wide] = [[2, 4, 2, 1], [2, 8, 8, 8, 8, 8, 8, 1], [64, 32, 10]];

  const ours = (sizes, activations, loss, data, batch) => {
    const network = new engine.NeuralNetwork(new Uint32Array(sizes), activations);
    network.initialize('glorot', 1);
    network.compile(loss, engine.Optimizer.sgd(0.03), batch);
    network.record(false);
    network.setData(flat(data.inputs), flat(data.targets));
    return network;
  };
  const plain = (sizes, activations) => new PlainNetwork(sizes, activations, randoms(1));

  /** ConvNetJS's regression layer brings a linear layer of its own, which stands for the last tanh. */
  const convnet = (sizes, activation, last, batch) => {
    const net = new convnetjs.Net();
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
      ...sizes.slice(1, -1).map((units) => ({ type: 'fc', num_neurons: units, activation })),
      last,
    ]);
    const trainer = new convnetjs.SGDTrainer(net, { learning_rate: 0.03, momentum: 0, batch_size: batch, l2_decay: 0 });
    return { net, trainer };
  };
  const convnetEpoch = ({ trainer }, data) => {
    const samples = data.inputs.map((x, n) => [new convnetjs.Vol([...x]), data.labels ? data.labels[n] : [...data.targets[n]]]);
    return () => samples.forEach(([x, t]) => trainer.train(x, t));
  };

  /** Synaptic learns after each sample; it knows no batches. */
  const synapticEpoch = (sizes, data) => {
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

  const tensors = (sizes, random = randoms(1)) =>
    sizes.slice(1).map((units, l) => {
      const limit = Math.sqrt(6 / (sizes[l] + units));
      const values = Float32Array.from({ length: sizes[l] * units }, () => (2 * random() - 1) * limit);
      return { w: tf.variable(tf.tensor2d(values, [sizes[l], units])), b: tf.variable(tf.zeros([units])) };
    });
  const through = (layers, activation, x) =>
    layers.reduce((h, { w, b }, l) => {
      const z = tf.add(tf.matMul(h, w), b);
      return l + 1 < layers.length || activation === 'tanh' ? tf[activation](z) : z;
    }, x);
  const tensorflow = (sizes, activation, data, batch) => {
    const layers = tensors(sizes);
    const forward = (x) => through(layers, activation, x);
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

  /** A row of training: an epoch's samples each. */
  const training = (name, sizes, activations, loss, data, batch, referenceTrain, goals, peers) => {
    const mine = ours(sizes, activations, loss, data, batch);
    const byHand = plain(sizes, activations);
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
  };

  const regression = { type: 'regression', num_neurons: 1 };
  const softmax = { type: 'softmax', num_classes: 10 };
  const grid = engine.Points.grid(-1, 1, -1, 1, 100, 100);
  const gridRows = Array.from({ length: 10_000 }, (_, p) => Float64Array.of(((p % 100) - 49.5) / 50, (49.5 - Math.floor(p / 100)) / 50));

  const drawing = (name, sizes, data, referenceGrid, goal) => {
    const activations = fill(sizes.length - 1, 'tanh');
    const mine = ours(sizes, activations, 'half-squared', data, 10);
    const byHand = plain(sizes, activations);
    const { forward } = tensorflow(sizes, 'tanh', data, 10);
    const points = tf.tensor2d(gridRows.map((row) => [...row]));
    const outputs = new Float32Array(10_000);
    return {
      name,
      unit: 'M points/s',
      goals: { reference: 0.75, 'TensorFlow.js': goal },
      contestants: [
        { name: 'engine', count: 10_000, run: () => mine.predictInto(grid, outputs) },
        { name: 'reference', count: 10_000, run: referenceGrid },
        { name: 'plain JavaScript', count: 10_000, run: () => gridRows.forEach((x, p) => (outputs[p] = byHand.forward(x)[0])) },
        { name: 'TensorFlow.js', count: 10_000, run: () => tf.tidy(() => forward(points).dataSync()) },
      ],
    };
  };

  /** AND is soon learned, and then every output is right; XOR never is. */
  const rule = (name, targets, referenceRule) => {
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
  };

  const lab = () => {
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
  };

  /**
   * Two networks against each other. An iteration is two steps of D and one of G, with 150 samples each, as in GAN Lab. The engine's
   * iterations are the panel's, with its history and a check of 1000 samples every 50; TensorFlow.js measures nothing.
   */
  const gan = () => {
    const [batch, rate] = [150, 0.05];
    const panel = engine.Panel.open('generate');
    panel.openLink(`data=ring&depth=2&g-units=8&d-units=8&batch=${batch}&d-steps=2&noise=uniform&optimizer=sgd&d-rate=${rate}&g-rate=${rate}`);
    const random = randoms(5);
    const [generator, discriminator] = [tensors([2, 8, 8, 2], random), tensors([2, 8, 8, 1], random)];
    const all = (network) => network.flatMap(({ w, b }) => [w, b]);
    const [ofG, ofD] = [all(generator), all(discriminator)];
    const real = Array.from({ length: 20 }, () =>
      tf.tensor2d(Array.from({ length: batch }, () => 2 * Math.PI * random()).map((turn) => [Math.cos(turn), Math.sin(turn)])),
    );
    const optimizer = tf.train.sgd(rate);
    const fakes = () => through(generator, 'relu', tf.randomUniform([batch, 2], -1, 1));
    const verdicts = (x) => through(discriminator, 'relu', x);
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
  };

  /**
   * A text of 2000 letters learned by a recurrent network: windows of 25 letters, each begun in the state in which the one before ended.
   * The engine's steps are the panel's, in double precision, with its history and a test on the last 400 letters after each epoch.
   * TensorFlow.js computes in single precision and tests nothing. Its steps are written out one by one: its own layer has no limit
   * for the gradient's length and takes longer.
   */
  const letters = () => {
    const [units, size, rate, limit] = [32, 25, 0.005, 5];
    const panel = engine.Panel.open('sequences');
    panel.openLink(`data=weather-en&units=${units}&window=${size}&rate=${rate}&clip=${limit}&optimizer=adam`);
    const passage = panel.exportFile('sequences_data.csv', []).match(/"."/g).map((/** @type {string} */ quoted) => quoted[1]);
    const text = Array.from({ length: 2000 }, (_, at) => passage[at % passage.length]).join('');
    panel.command('text', [text]);
    const kinds = [...new Set(text)].sort();
    const rows = tf.oneHot([...text].map((letter) => kinds.indexOf(letter)), kinds.length).cast('float32');
    const split = Math.floor(0.8 * (text.length - 1));
    const windows = [];
    for (let first = 0; first < split; first += size) {
      const count = Math.min(size, split - first);
      const [read, next] = [first, first + 1].map((from) => tf.slice(rows, [from, 0], [count, kinds.length]));
      windows.push({ read: tf.split(read, count), next });
    }
    const random = randoms(5);
    const weights = (/** @type {number[]} */ shape) => {
      const values = Float32Array.from({ length: shape[0] * shape[1] }, () => (2 * random() - 1) / Math.sqrt(units));
      return tf.variable(tf.tensor2d(values, shape));
    };
    const [input, recurrent, output] = [[kinds.length, units], [units, units], [units, kinds.length]].map(weights);
    const [bias, outputBias] = [units, kinds.length].map((count) => tf.variable(tf.zeros([count])));
    const all = [input, recurrent, bias, output, outputBias];
    const optimizer = tf.train.adam(rate);
    let [turn, state] = [0, tf.zeros([1, units])];
    const step = () => {
      const { read, next } = windows[turn];
      const [grads, last] = tf.tidy(() => {
        const states = [];
        const loss = () => {
          let h = state;
          for (const x of read) states.push((h = tf.tanh(tf.add(tf.add(tf.matMul(x, input), tf.matMul(h, recurrent)), bias))));
          tf.keep(h);
          return tf.losses.softmaxCrossEntropy(next, tf.add(tf.matMul(tf.concat(states), output), outputBias));
        };
        const { grads } = tf.variableGrads(loss, all);
        const length = tf.sqrt(tf.addN(Object.values(grads).map((gradient) => tf.sum(tf.square(gradient)))));
        const scale = tf.minimum(1, tf.div(limit, length));
        const cut = Object.entries(grads).map(([name, gradient]) => [name, tf.mul(gradient, scale)]);
        return [Object.fromEntries(cut), states.at(-1)];
      });
      optimizer.applyGradients(grads);
      tf.dispose([grads, state]);
      state = last;
      turn = (turn + 1) % windows.length;
      if (turn > 0) return;
      tf.dispose(state);
      state = tf.zeros([1, units]);
    };
    return {
      name: 'next letter of a text, 32 recurrent units, windows of 25',
      unit: 'k letters/s',
      goals: { 'TensorFlow.js': 20 },
      contestants: [
        // The run rests at each multiple of 20,000 steps: at the end of a call.
        { name: 'engine', count: (1000 * 50 * split) / windows.length, run: () => panel.step(50) },
        { name: 'TensorFlow.js', count: 4000 * size, run: () => Array.from({ length: 4 }, step) },
      ],
    };
  };

  const goals = (peer, factor) => ({ reference: 0.75, [peer]: factor });
  return [
    () =>
      training('2-4-2-1, tanh, circle', small, fill(3, 'tanh'), 'half-squared', circle, 10, reference.train_small, goals('ConvNetJS', 20), [
        ['ConvNetJS', convnetEpoch(convnet(small, 'tanh', regression, 10), circle)],
        ['synaptic', synapticEpoch(small, circle)],
        ['TensorFlow.js', tensorflow(small, 'tanh', circle, 10).epoch],
      ]),
    () =>
      training('2-8×6-1, tanh, XOR', deep, fill(7, 'tanh'), 'half-squared', clouds, 10, reference.train_deep, goals('ConvNetJS', 20), [
        ['ConvNetJS', convnetEpoch(convnet(deep, 'tanh', regression, 10), clouds)],
        ['synaptic', synapticEpoch(deep, clouds)],
        ['TensorFlow.js', tensorflow(deep, 'tanh', clouds, 10).epoch],
      ]),
    () =>
      training('64-32-10, ReLU, digits', wide, ['relu', 'softmax'], 'categorical-cross-entropy', images, 32, reference.train_digits, goals('TensorFlow.js', 25), [
        ['ConvNetJS', convnetEpoch(convnet(wide, 'relu', softmax, 32), images)],
        ['TensorFlow.js', tensorflow(wide, 'relu', images, 32).epoch],
      ]),
    () => drawing('100×100 points, 2-4-2-1', small, circle, reference.grid_small, 10),
    () => drawing('100×100 points, 2-8×6-1', deep, clouds, reference.grid_deep, 5),
    () => rule('AND', [0, 0, 0, 1], reference.perceptron_and),
    () => rule('XOR', [0, 1, 1, 0], reference.perceptron_xor),
    lab,
    gan,
    letters,
    () => population({ engine, jax, tf }, randoms(5)),
  ];
}

const median = (/** @type {number[]} */ numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/**
 * Lets everybody work in turn. Returns each one's median rate, and the engine's as a multiple of it: the median of the rounds,
 * and between the best rounds of both, which a busy machine disturbs least.
 * @param {Work} work
 * @param {number} rounds
 * @param {number} milliseconds about how long each works in a round
 */
export async function measure({ name, unit, goals, contestants }, rounds, milliseconds) {
  const timed = async (/** @type {Contestant} */ { run }, /** @type {number} */ times) => {
    const start = performance.now();
    for (let k = 0; k < times; k++) await run();
    return performance.now() - start;
  };
  // Warm until compilers have done what they will, and find how many calls fill the time.
  const times = [];
  for (const contestant of contestants) {
    let calls = 0;
    for (const end = performance.now() + 6 * milliseconds; performance.now() < end || calls < 3; calls++) {
      await contestant.run();
    }
    // A page's clock is coarse: only the whole time tells.
    const half = performance.now();
    for (let k = 0; k < calls; k++) await contestant.run();
    times.push(Math.max(1, Math.round((milliseconds * calls) / (performance.now() - half))));
  }
  const rates = contestants.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round++) {
    for (const [k, contestant] of contestants.entries()) {
      const spent = await timed(contestant, times[k]);
      rates[k].push((contestant.count * times[k]) / (1000 * spent));
    }
  }
  const results = contestants.map((contestant, k) => ({
    name: contestant.name,
    rate: median(rates[k]),
    ratio: median(rates[0].map((rate, round) => rate / rates[k][round])),
    best: Math.max(...rates[0]) / Math.max(...rates[k]),
    goal: goals[contestant.name],
  }));
  return { name, unit, results };
}
