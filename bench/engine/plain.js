// A network in plain JavaScript, as one writes it by hand: typed arrays, loops, one sample after another.

/** @param {number} z @param {string} activation */
const apply = (z, activation) => (activation === 'tanh' ? Math.tanh(z) : activation === 'relu' ? Math.max(z, 0) : z);

/** @param {number} h @param {string} activation */
const derivative = (h, activation) => (activation === 'tanh' ? 1 - h * h : activation === 'relu' ? (h > 0 ? 1 : 0) : 1);

class Layer {
  /** @param {number} inputs @param {number} units @param {string} activation @param {() => number} random */
  constructor(inputs, units, activation, random) {
    const limit = Math.sqrt(6 / (inputs + units));
    this.inputs = inputs;
    this.units = units;
    this.activation = activation;
    this.w = new Float64Array(inputs * units).map(() => (2 * random() - 1) * limit);
    this.b = new Float64Array(units);
    this.gw = new Float64Array(inputs * units);
    this.gb = new Float64Array(units);
    this.h = new Float64Array(units);
    this.d = new Float64Array(units);
  }

  /** @param {Float64Array} x */
  forward(x) {
    const { inputs, units, activation, w, b, h } = this;
    for (let o = 0, k = 0; o < units; o++) {
      let z = b[o];
      for (let i = 0; i < inputs; i++, k++) z += w[k] * x[i];
      h[o] = apply(z, activation);
    }
    return h;
  }

  /**
   * Adds to the gradients, and gives the layer before its deltas.
   * @param {Float64Array} x
   * @param {Layer | undefined} before
   */
  backward(x, before) {
    const { inputs, units, w, gw, gb, d } = this;
    for (let o = 0, k = 0; o < units; o++) {
      const delta = d[o];
      gb[o] += delta;
      for (let i = 0; i < inputs; i++, k++) gw[k] += delta * x[i];
    }
    if (!before) return;
    for (let i = 0; i < inputs; i++) {
      let sum = 0;
      for (let o = 0; o < units; o++) sum += w[o * inputs + i] * d[o];
      before.d[i] = sum * derivative(before.h[i], before.activation);
    }
  }

  /** @param {number} rate */
  update(rate) {
    const { w, b, gw, gb } = this;
    for (let k = 0; k < w.length; k++) {
      w[k] -= rate * gw[k];
      gw[k] = 0;
    }
    for (let o = 0; o < b.length; o++) {
      b[o] -= rate * gb[o];
      gb[o] = 0;
    }
  }
}

export class PlainNetwork {
  /**
   * @param {number[]} sizes
   * @param {string[]} activations `softmax` last means cross-entropy, else the loss is ½(o − t)²
   * @param {() => number} random
   */
  constructor(sizes, activations, random) {
    this.layers = activations.map((activation, l) => new Layer(sizes[l], sizes[l + 1], activation, random));
  }

  /** @param {Float64Array} x */
  forward(x) {
    let h = x;
    for (const layer of this.layers) h = layer.forward(h);
    if (this.layers.at(-1).activation === 'softmax') {
      let total = 0;
      const most = Math.max(...h);
      for (let o = 0; o < h.length; o++) total += h[o] = Math.exp(h[o] - most);
      for (let o = 0; o < h.length; o++) h[o] /= total;
    }
    return h;
  }

  /**
   * @param {Float64Array[]} inputs
   * @param {Float64Array[]} targets
   * @param {number} rate
   * @param {number} batch
   */
  epoch(inputs, targets, rate, batch) {
    const { layers } = this;
    const last = layers.at(-1);
    for (let start = 0; start < inputs.length; start += batch) {
      const end = Math.min(start + batch, inputs.length);
      for (let n = start; n < end; n++) {
        const h = this.forward(inputs[n]);
        for (let o = 0; o < h.length; o++) last.d[o] = (h[o] - targets[n][o]) * derivative(h[o], last.activation);
        for (let l = layers.length - 1; l >= 0; l--) layers[l].backward(l ? layers[l - 1].h : inputs[n], layers[l - 1]);
      }
      for (const layer of layers) layer.update(rate / (end - start));
    }
  }
}

/**
 * A line fitted as the regression lab does it: 100 epochs with the losses of each.
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {number} fitted
 * @param {number} rate
 * @param {number} batch
 */
export function fitLine(x, y, fitted, rate, batch) {
  let [w, b] = [0.3, 0];
  const history = [];
  for (let epoch = 0; epoch < 100; epoch++) {
    let loss = 0;
    for (let start = 0; start < fitted; start += batch) {
      const end = Math.min(start + batch, fitted);
      let [gw, gb] = [0, 0];
      for (let n = start; n < end; n++) {
        const error = w * x[n] + b - y[n];
        loss += error * error;
        gw += error * x[n];
        gb += error;
      }
      w -= (rate * 2 * gw) / (end - start);
      b -= (rate * 2 * gb) / (end - start);
    }
    let validation = 0;
    for (let n = fitted; n < x.length; n++) validation += (w * x[n] + b - y[n]) ** 2;
    history.push([loss / fitted, validation / (x.length - fitted)]);
  }
  return history;
}

/**
 * The perceptron rule on the rows of a truth table in turn.
 * @param {number} turns
 * @param {number[]} targets
 */
export function perceptron(turns, targets) {
  const rows = [[0, 0], [0, 1], [1, 0], [1, 1]].map((x, row) => [...x, targets[row]]);
  let [w1, w2, b] = [0, 0, 0];
  for (let turn = 0; turn < turns; turn++) {
    for (let row = 0; row < 4; row++) {
      const [x1, x2, t] = rows[row];
      const step = 0.1 * (t - (w1 * x1 + w2 * x2 + b > 0 ? 1 : 0));
      w1 += step * x1;
      w2 += step * x2;
      b += step;
    }
  }
  return w1 + w2 + b;
}
