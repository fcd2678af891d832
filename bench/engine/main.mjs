// `cargo xtask bench engine`: the contest in Node.js and in Chromium, and its table.
//
// The variables BENCH_PKG, BENCH_REFERENCE, BENCH_MODULES and CHROMIUM say where things are, BENCH_ONLY a part of the name of the
// works that are wanted; xtask sets them.

import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { measure } from './measure.js';
import { works } from './works/index.js';

const { BENCH_PKG: pkg, BENCH_REFERENCE: referenceFile, BENCH_MODULES: modules, CHROMIUM: chromium } = process.env;
const [rounds, milliseconds, only] = [Number(process.env.BENCH_ROUNDS ?? 21), 20, process.env.BENCH_ONLY ?? ''];
const here = dirname(fileURLToPath(import.meta.url));

/** @param {{ name: string, unit: string, results: { name: string, rate: number, ratio: number, best: number, goal?: number }[] }} work */
function print({ name, unit, results }) {
  const rate = (/** @type {number} */ value) => value.toPrecision(value < 100 ? 3 : 4).padStart(8);
  console.log(`\n  ${name} (${unit})`);
  const factor = (/** @type {number} */ ratio) => (ratio < 2 ? `${(100 * ratio).toFixed(0)} %` : `${ratio.toFixed(1)} ×`);
  for (const { name, rate: value, ratio, best, goal } of results) {
    const wanted = goal && (goal < 1 ? `${100 * goal} %` : `${goal} ×`);
    const verdict = goal ? `  goal ${wanted}${ratio >= goal ? '' : ' MISSED'}` : '';
    console.log(`    ${name.padEnd(18)}${rate(value)}${name === 'engine' ? '' : `   engine ${factor(ratio).padStart(8)}, at best ${factor(best).padStart(8)}${verdict}`}`);
  }
}

async function inNode() {
  const require = createRequire(join(modules, 'index.js'));
  const engine = await import(pathToFileURL(join(pkg, 'perceptron-playground.js')).href);
  engine.initSync({ module: readFileSync(join(pkg, 'perceptron-playground_bg.wasm')) });
  const reference = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(referenceFile))).exports;
  const tf = require('@tensorflow/tfjs-core');
  // It brings the gradients, which the core leaves out.
  require('@tensorflow/tfjs-layers');
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(join(modules, '@tensorflow/tfjs-backend-wasm/dist/'));
  await tf.setBackend('wasm');
  const [convnetjs, synaptic] = [require('convnetjs'), require('synaptic')];
  const jax = await import(pathToFileURL(join(modules, '@jax-js/jax/dist/index.js')).href);
  await jax.init('wasm');
  for (const work of works({ engine, reference, convnetjs, synaptic, tf, jax })) {
    const made = work();
    if (made.name.includes(only)) print(await measure(made, rounds, milliseconds));
  }
}

const TYPES = { '.js': 'text/javascript', '.html': 'text/html', '.wasm': 'application/wasm' };

const PAGE = `<!doctype html><title>bench</title>
<script src="/modules/convnetjs/build/convnet-min.js"></script>
<script src="/modules/synaptic/dist/synaptic.min.js"></script>
<script src="/modules/@tensorflow/tfjs-core/dist/tf-core.min.js"></script>
<script src="/modules/@tensorflow/tfjs-layers/dist/tf-layers.min.js"></script>
<script src="/modules/@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.min.js"></script>
<script src="/modules/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js"></script>
<script type="module" src="/page.js"></script>`;

/** The file behind an address, or nothing. @param {string} address */
function file(address) {
  const path = normalize(address);
  if (path === '/reference.wasm') return referenceFile;
  if (path.startsWith('/engine/')) return join(pkg, path.slice('/engine/'.length));
  if (path.startsWith('/modules/')) return join(modules, path.slice('/modules/'.length));
  return join(here, path);
}

function inChromium() {
  return new Promise((resolve, reject) => {
    const server = createServer(async (request, response) => {
      const address = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (request.method === 'POST') {
        let body = '';
        for await (const part of request) body += part;
        response.end();
        const content = JSON.parse(body);
        if (address === '/result') return print(content);
        return end(content && new Error(content));
      }
      if (address === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
      if (address === '/settings') return response.end(JSON.stringify({ rounds, milliseconds, only }));
      const path = file(address);
      if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      createReadStream(path).pipe(response);
    });
    const profile = mkdtempSync(join(tmpdir(), 'bench-'));
    /** @type {import('node:child_process').ChildProcess} */
    let browser;
    const end = (/** @type {Error | null} */ error) => {
      browser.once('exit', () => {
        // The browser's other processes may still write for a moment.
        setTimeout(() => rmSync(profile, { recursive: true, force: true, maxRetries: 20 }), 500);
        error ? reject(error) : resolve(undefined);
      });
      server.close();
      server.closeAllConnections();
      browser.kill();
    };
    server.listen(0, '127.0.0.1', () => {
      const flags = ['--headless', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
      flags.push('--disable-component-update', '--disable-sync', `--user-data-dir=${profile}`);
      if (process.getuid?.() === 0) flags.push('--no-sandbox');
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      browser = spawn(chromium, [...flags, `http://127.0.0.1:${port}/`], { stdio: 'ignore' });
      browser.once('error', reject);
    });
  });
}

console.log(`Medians of ${rounds} rounds on ${cpus().length} × ${cpus()[0].model.trim()}; "engine" is how often or what part`);
console.log('of a competitor the engine does in the same time; "at best" compares the best rounds.');
console.log(`\nNode.js ${process.version}`);
await inNode();
console.log('\nChromium');
await inChromium();
