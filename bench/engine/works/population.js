// A thousand networks 2-2-1 on XOR, each from its own weights: side by side in the engine, as one batch in jax-js and TensorFlow.js.

/** @typedef {import('../measure.js').Work} Work */

const [NETWORKS, RATE] = [1000, 0.5];
const [INPUTS, TARGETS] = [Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), Float32Array.of(0, 1, 1, 0)];
/** The shapes of a network's weights and biases, of the hidden and of the last layer. */
const SHAPES = { w1: [2, 2], b1: [1, 2], w2: [2, 1], b2: [1, 1] };

/** @param {() => number} random @returns {Record<string, { values: Float32Array, shape: number[] }>} */
const weights = (random) =>
  Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => {
      const size = NETWORKS * shape[0] * shape[1];
      return [name, { values: Float32Array.from({ length: size }, () => (name[0] === 'b' ? 0 : 2 * random() - 1)), shape: [NETWORKS, ...shape] }];
    }),
  );

/** In jax-js: a network's loss is written for one, `vmap` makes it one of a thousand, `jit` compiles ten steps as one. */
function byJax(jax, random) {
  const { grad, jit, vmap, tree, nn, numpy: np } = jax;
  const [x, t] = [np.array(INPUTS).reshape([4, 2]), np.array(TARGETS).reshape([4, 1])];
  const loss = ({ w1, b1, w2, b2 }) => {
    const hidden = np.tanh(np.matmul(x.ref, w1).add(b1));
    return np.mean(np.square(nn.sigmoid(np.matmul(hidden, w2).add(b2)).sub(t.ref)));
  };
  const tenSteps = jit((all) => {
    for (let step = 0; step < 10; step++) {
      const slopes = vmap(grad(loss))(tree.ref(all));
      all = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value.sub(slopes[name].mul(RATE))]));
    }
    return all;
  });
  let all = Object.fromEntries(Object.entries(weights(random)).map(([name, { values, shape }]) => [name, np.array(values).reshape(shape)]));
  return async () => {
    all = tenSteps(all);
    // It may work later than it is asked to.
    await all.w1.ref.data();
  };
}

/** In TensorFlow.js, which has no `vmap`: the networks are a batch of matrices, and their losses are added up, so that none meets another. */
function byTensorFlow(tf, random) {
  const [x, t] = [tf.tile(tf.tensor3d(INPUTS, [1, 4, 2]), [NETWORKS, 1, 1]), tf.tensor3d(TARGETS, [1, 4, 1])];
  const all = Object.fromEntries(Object.entries(weights(random)).map(([name, { values, shape }]) => [name, tf.variable(tf.tensor(values, shape))]));
  const optimizer = tf.train.sgd(RATE);
  const loss = () => {
    const hidden = tf.tanh(tf.add(tf.matMul(x, all.w1), all.b1));
    return tf.div(tf.sum(tf.squaredDifference(tf.sigmoid(tf.add(tf.matMul(hidden, all.w2), all.b2)), t)), 4);
  };
  return () => {
    for (let step = 0; step < 10; step++) optimizer.minimize(loss, false, Object.values(all));
    all.w1.dataSync();
  };
}

/** @param {{ engine: any, jax: any, tf: any }} competitors @param {() => number} random @returns {Work} */
export function population({ engine, jax, tf }, random) {
  const seeds = Uint32Array.from({ length: NETWORKS }, (_, at) => at + 1);
  const ready = (/** @type {number} */ seed) => {
    const network = new engine.NeuralNetwork(Uint32Array.of(2, 2, 1), ['tanh', 'sigmoid']);
    network.initialize('glorot', seed);
    network.compile('mse', engine.Optimizer.sgd(RATE), 4);
    network.record(false);
    network.setData(INPUTS, TARGETS);
    return network;
  };
  const sideBySide = new engine.Population(ready(0), 'glorot', seeds);
  const oneByOne = [...seeds].map(ready);
  return {
    name: `${NETWORKS} networks 2-2-1 on XOR`,
    unit: 'M epochs of a network/s',
    goals: { 'one by one': 4, 'jax-js': 20, 'TensorFlow.js': 20 },
    contestants: [
      { name: 'engine', count: 100 * NETWORKS, run: () => sideBySide.train(100) },
      { name: 'one by one', count: 100 * NETWORKS, run: () => oneByOne.forEach((network) => network.train(100)) },
      { name: 'jax-js', count: 10 * NETWORKS, run: byJax(jax, random) },
      { name: 'TensorFlow.js', count: 10 * NETWORKS, run: byTensorFlow(tf, random) },
    ],
  };
}
