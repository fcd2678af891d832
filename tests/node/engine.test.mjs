// The engine's classes as someone uses them from Node.js: `cargo xtask test node`. PLAYGROUND_DIST says where dist/ is.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const pkg = join(process.env.PLAYGROUND_DIST ?? 'dist', 'pkg');
const { initSync, NeuralNetwork, Optimizer, Points, Population } = await import(pathToFileURL(join(pkg, 'perceptron-playground.js')).href);
initSync({ module: readFileSync(join(pkg, 'perceptron-playground_bg.wasm')) });

const XOR = { inputs: [0, 0, 0, 1, 1, 0, 1, 1], targets: [0, 1, 1, 0] };

/** A network with data, ready to be trained. */
function ready({ sizes = [2, 4, 1], activations = ['tanh', 'sigmoid'], loss = 'binary-cross-entropy', rate = 0.1, batch = 4, data = XOR } = {}) {
  const network = new NeuralNetwork(sizes, activations);
  network.initialize('glorot', 7);
  const optimizer = Optimizer.sgd(rate);
  network.compile(loss, optimizer, batch);
  optimizer.free();
  network.setData(data.inputs, data.targets);
  return network;
}

for (const name of ['xor_2_2_1_sigmoid_mse', 'circle_2_4_2_1_tanh_bce']) {
  test(`${name}: the numbers of PyTorch`, () => {
    const run = JSON.parse(readFileSync(new URL(`../../crate/tests/library/reference/${name}.json`, import.meta.url), 'utf8'));
    const network = ready({ ...run, data: run });
    network.restart(run.initial);
    const near = (seen, wanted) => assert.ok(Math.abs(seen - wanted) <= 1e-5 * Math.max(1, Math.abs(wanted)), `${seen} is not ${wanted}`);
    near(network.loss, run.losses[0]);
    network.train(run.losses.length - 1);
    near(network.loss, run.losses.at(-1));
    network.parameters.forEach((parameter, i) => near(parameter, run.final[i]));
    assert.equal(network.epochs, run.losses.length - 1);
    network.free();
  });
}

test('many epochs in one call are the epochs one by one, to the bit', () => {
  const [whole, single] = [ready(), ready()];
  whole.train(200);
  for (let epoch = 0; epoch < 200; epoch++) single.train(1);
  assert.deepEqual(whole.parameters, single.parameters);
  assert.equal(whole.losses().length, single.losses().length);
  whole.free();
  single.free();
});

test('networks side by side have the bits that each has alone', () => {
  const shape = ready({ rate: 0.5, batch: 3 });
  shape.shuffle(0);
  const population = new Population(shape, 'glorot', Array.from({ length: 11 }, (_, seed) => seed));
  population.train(300);
  assert.equal(population.count, 11);
  for (let seed = 0; seed < population.count; seed++) {
    const alone = ready({ rate: 0.5, batch: 3 });
    alone.initialize('glorot', seed);
    alone.shuffle(seed);
    alone.setData(XOR.inputs, XOR.targets);
    alone.train(300);
    assert.deepEqual(population.parameters(seed), alone.parameters);
    assert.equal(population.loss(seed), alone.losses().at(-1));
    alone.free();
  }
  assert.throws(() => population.parameters(11), /no network number 11/);
  assert.throws(() => new Population(shape, 'luck', [1]), /choose from glorot/);
  population.free();
  shape.free();
});

test('it learns XOR, and gives its outputs where it is asked for them', () => {
  const network = ready({ rate: 0.5 });
  network.train(5000);
  const points = new Points(2, XOR.inputs);
  const outputs = network.predict(points);
  assert.deepEqual([...outputs].map(Math.round), XOR.targets);
  const into = new Float32Array(4);
  network.predictInto(points, into);
  assert.deepEqual(into, outputs);
  assert.equal(network.predictUnits(points).length, 4 * 5);
  points.free();
  network.free();
});

test('what is read is a copy and what is frozen stays', () => {
  const network = ready();
  network.setFrozen(0, true);
  const before = network.parameters;
  network.train(10);
  assert.equal(network.parameters[0], before[0]);
  assert.notEqual(network.parameters[1], before[1]);
  before.fill(9);
  assert.notEqual(network.parameters[1], 9);
  network.free();
});

test('a wrong call says what is wrong and changes nothing', () => {
  const network = ready();
  const before = network.parameters;
  assert.throws(() => new NeuralNetwork([2, 1], ['swish']), /`swish` is not an activation: choose from .*tanh/);
  assert.throws(() => new NeuralNetwork([2, 1], []), /as many activations/);
  assert.throws(() => network.setParameters([1, 2]), /must be 17 .*2 were given/);
  assert.throws(() => network.setData([1, 2, 3], [1]), /must be/);
  assert.throws(() => network.setData([1, Infinity], [1]), /Input number 2 is inf/);
  assert.throws(() => network.compile('mse', Optimizer.sgd(-1), 4), /learning rate/i);
  assert.deepEqual(network.parameters, before);
  network.free();
  assert.throws(() => network.train(1), 'a freed network is gone');
  const bare = new NeuralNetwork([2, 1], ['sigmoid']);
  assert.throws(() => bare.train(1), /call setData first/);
  bare.free();
  const step = new NeuralNetwork([2, 1], ['step']);
  assert.throws(() => step.setData(XOR.inputs, XOR.targets), /step function has no slope/);
  step.free();
});

test('a run that diverges throws, and keeps the last numbers that were some', () => {
  const network = ready({ sizes: [2, 4, 1], activations: ['relu', 'identity'], loss: 'mse', rate: 100 });
  assert.throws(() => network.train(1000), /diverged in step \d+ .* smaller learning rate/);
  assert.ok(network.parameters.every(Number.isFinite));
  network.free();
});

test('ten thousand networks made and freed leave the memory as large as it was', () => {
  for (let i = 0; i < 200; i++) ready().free();
  const before = initSync().memory.buffer.byteLength;
  for (let i = 0; i < 10_000; i++) ready().free();
  assert.equal(initSync().memory.buffer.byteLength, before);
});
