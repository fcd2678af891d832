import { randoms } from '../samples.js';

/**
 * A text of 2000 letters learned by a recurrent network: windows of 25 letters, each begun in the state in which the one before ended.
 * The engine's steps are the panel's, in double precision, with its history and a test on the last 400 letters after each epoch.
 * TensorFlow.js computes in single precision and tests nothing. Its steps are written out one by one: its own layer has no limit
 * for the gradient's length and takes longer.
 */
export function letters({ engine, tf }) {
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
}
