// The npm package: the engine for Node.js and bundlers, and the elements. Each module holds its WebAssembly, so no bundler
// has to be told what to do with such a file.

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ENGINE_TYPES = `import type * as Everything from './pkg/perceptron-playground.js';

/** The engine's classes: networks, perceptrons, the panels' models. */
export type Engine = Omit<typeof Everything, 'default' | 'initSync'>;
export type * from './pkg/perceptron-playground.js';

/** Compiles the engine, once however often it is asked for. */
export function loadEngine(): Promise<Engine>;
`;

const README = `# perceptron-playground

Figures to understand one neuron, then many, and the engine behind them: Rust, compiled to WebAssembly.

    import 'perceptron-playground/elements';            // <perceptron-playground panel="gates"> with every panel
    import 'perceptron-playground/elements/gates';      // or with one of them

    import { loadEngine } from 'perceptron-playground/engine';
    const { NeuralNetwork } = await loadEngine();       // in Node.js as well

Import either all elements or one: the first to be imported defines the tag. On a server that writes pages the import does nothing;
in the browser it brings the page's figures to life. Types come with it. MIT or Apache-2.0.
`;

/**
 * Writes dist/npm.
 * @param {{ root: string, dist: string, version: string, panels: string[], bundle: typeof import('./whole.mjs').bundle }} options
 */
export async function writePackage({ root, dist, version, panels, bundle }) {
  const to = join(dist, 'npm');
  await mkdir(join(to, 'elements'), { recursive: true });
  await mkdir(join(to, 'pkg'), { recursive: true });
  // A page made by a bundler is no playground that a link could open: the link leads to that page itself.
  const common = { root, dist, format: 'esm', linkedPage: `globalThis.location?.href ?? ''` };
  const element = `export { PerceptronPlayground } from './embed.js';`;
  const modules = {
    'engine.js': await bundle({
      ...common,
      linkedPage: `''`,
      entry: `import { loadEngine as load } from './kit/engine.js'; export const loadEngine = () => load('playground');`,
    }),
    'elements.js': await bundle({ ...common, entry: element }),
  };
  for (const panel of panels) modules[`elements/${panel}.js`] = await bundle({ ...common, panel, entry: element });
  const description = {
    name: 'perceptron-playground',
    version,
    description: 'Figures to understand one neuron, then many, as custom elements, and the engine behind them.',
    license: '(MIT OR Apache-2.0)',
    type: 'module',
    sideEffects: ['./elements.js', './elements/*.js'],
    exports: {
      './engine': { types: './engine.d.ts', default: './engine.js' },
      './elements': { types: './elements.d.ts', default: './elements.js' },
      './elements/*': { types: './elements.d.ts', default: './elements/*.js' },
    },
    engines: { node: '>=20' },
  };
  const texts = {
    ...modules,
    'engine.d.ts': ENGINE_TYPES,
    'package.json': `${JSON.stringify(description, undefined, 2)}\n`,
    'README.md': README,
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(join(to, name), text);
  await copyFile(join(root, 'www/types/embed.d.ts'), join(to, 'elements.d.ts'));
  // Who compiles for what browsers have today has no `Symbol.dispose`; `free()` does the same.
  const types = await readFile(join(dist, 'pkg/perceptron-playground.d.ts'), 'utf8');
  await writeFile(join(to, 'pkg/perceptron-playground.d.ts'), types.replace(/^ *\[Symbol\.dispose\]\(\): void;\n/gm, ''));
  for (const license of ['LICENSE-MIT', 'LICENSE-APACHE']) await copyFile(join(root, license), join(to, license));
}
