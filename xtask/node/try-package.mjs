// Tries dist/npm as its users would: packed, installed into a project of its own, used in Node.js, checked by the TypeScript
// compiler, and bundled for a browser. Arguments: dist/npm, an empty folder, the folder of our tools' modules, a Chromium.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [source, folder, modules, chromium] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const run = (program, ...words) => execFileSync(program, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const write = (name, text) => writeFileSync(join(folder, name), text);

const archive = run('npm', 'pack', '--silent', source).trim().split('\n').pop();
write('package.json', JSON.stringify({ private: true, type: 'module' }));
run('npm', 'install', '--silent', '--offline', '--no-audit', '--no-fund', join(folder, archive));

// Node.js: the engine learns XOR.
write(
  'train.ts',
  `import { loadEngine, type Engine } from 'perceptron-playground/engine';
import 'perceptron-playground/elements';
import 'perceptron-playground/elements/gates';
import type { PerceptronPlaygroundElement, PlaygroundState } from 'perceptron-playground/elements';
const engine: Engine = await loadEngine();
const network = new engine.NeuralNetwork([2, 4, 1], ['tanh', 'sigmoid']);
network.initialize('glorot', 7);
network.compile('binary-cross-entropy', engine.Optimizer.sgd(0.5), 4);
network.setData([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0]);
const start = network.loss;
network.train(1000);
console.log(JSON.stringify({ epochs: network.epochs, start, end: network.loss, same: engine === (await loadEngine()) }));
network.free();
export function label(figure: PerceptronPlaygroundElement): PlaygroundState | undefined {
  figure.addEventListener('change', ({ detail }) => console.log(detail.query.length));
  figure.state = { gate: 'xor' };
  return figure.state;
}
`,
);
// And what the package's own page has to copy.
const copied = readFileSync(join(source, 'README.md'), 'utf8').match(/^ {4}.*$/gm) ?? [];
assert.ok(copied.length >= 4);
write('copied.ts', copied.join('\n'));
const tool = (name) => join(modules, '.bin', name);
run(tool('tsc'), '--ignoreConfig', '--target', 'es2022', '--module', 'nodenext', '--strict', '--lib', 'es2022,dom,dom.iterable', '--types', '', 'train.ts', 'copied.ts');
const trained = JSON.parse(run('node', 'train.js'));
assert.equal(trained.epochs, 1000);
assert.ok(trained.same, 'the engine is compiled once');
// That the elements were imported in Node.js as well did no harm: there is no page.
assert.ok(trained.end < trained.start / 2, `it learns: ${trained.start} → ${trained.end}`);

// A bundler with no setting beyond the format, and a browser.
const PAGE = (name) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>waiting</title>
<perceptron-playground panel="${name === 'all' ? 'network' : name}" linked></perceptron-playground><script type="module" src="./${name}.out.js"></script></html>`;
for (const name of ['all', 'gates']) {
  const entry = name === 'all' ? 'elements' : `elements/${name}`;
  write(
    `${name}.js`,
    `import { PerceptronPlayground } from 'perceptron-playground/${entry}';
document.addEventListener('ready', ({ target, detail }) => {
  target.step(2);
  document.body.dataset.seen = [detail.panel, target instanceof PerceptronPlayground, target.toSVG().startsWith('<svg')].join();
});`,
  );
  run(tool('esbuild'), `${name}.js`, '--bundle', '--format=iife', `--outfile=${name}.out.js`, '--log-level=error');
  // From disk, where a module can't be loaded and a plain script can.
  write(`${name}.html`, PAGE(name).replace('type="module" ', ''));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--virtual-time-budget=20000'];
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  const page = execFileSync(chromium, [...flags, profile, '--dump-dom', pathToFileURL(join(folder, `${name}.html`)).href], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const seen = /data-seen="([^"]*)"/.exec(page)?.[1];
  assert.equal(seen, `${name === 'all' ? 'network' : name},true,true`, 'the bundled page shows its figure');
}
rmSync(folder, { recursive: true, force: true });
console.log(`${archive}: installed, type-checked, trained in Node.js and bundled for a browser`);
