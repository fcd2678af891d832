// The glossary: all terms in both languages, each with one sentence and the figure in which it can be touched.

import { h } from './kit/dom.js';
import { loadWords } from './panels/index.js';

/** @typedef {keyof import('./texts/terms.en.js').Terms} Name */

/** In which chapter, and in which state of its figure, a term can be touched. @type {Record<Name, [chapter: string, state: string]>} */
const PLACES = {
  perceptron: ['neuron', 'panel=gates&gate=and&w1=1&w2=1&b=-1.5'],
  weight: ['neuron', 'panel=gates&gate=and&w1=1&w2=1&b=-1.5&row=01'],
  threshold: ['neuron', 'panel=gates&gate=or&w1=1&w2=1&b=-0.5&row=01'],
  bias: ['bias', 'panel=gates&form=bias&w1=1&w2=1&b=-1.5'],
  boundary: ['neuron', 'panel=gates&gate=or&w1=3&w2=3&b=-2&row=01'],
  truthTable: ['neuron', 'panel=gates&gate=nand&w1=-1&w2=-1&b=1.5'],
  target: ['learning', 'panel=gates&gate=nand&w1=0&w2=0&b=0&form=bias&rate=0.1&speed=5'],
  sample: ['learning', 'panel=gates&gate=and&w1=0&w2=0&b=0&form=bias&rate=0.1&row=11'],
  step: ['learning', 'panel=gates&gate=and&w1=0&w2=0&b=0&form=bias&rate=0.1&steps=1'],
  epoch: ['learning', 'panel=gates&gate=and&w1=0&w2=0&b=0&form=bias&rate=0.1&steps=4'],
  batch: ['regression', 'panel=regression&call=fit&steps=4'],
  learningRate: ['regression', 'panel=regression&rate=0.8&batch=128&n=200'],
  convergence: ['learning', 'panel=gates&gate=nand&w1=0&w2=0&b=0&form=bias&rate=0.1&steps=100&speed=5'],
  node: ['xor', 'panel=network&data=xor&layers=tanh2'],
  layer: ['digits', 'panel=layers&part=dense'],
  hidden: ['xor', 'panel=xor&part=hand'],
  mlp: ['xor', 'panel=xor&part=learn&seed=3'],
  activation: ['activations', 'panel=activations&function=sigmoid'],
  stepFunction: ['activations', 'panel=activations&function=step'],
  sigmoid: ['activations', 'panel=activations&function=sigmoid&a=0'],
  tanh: ['activations', 'panel=activations&function=tanh'],
  relu: ['activations', 'panel=activations&function=relu'],
  identity: ['activations', 'panel=activations&part=depth'],
  slope: ['activations', 'panel=activations&function=sigmoid&slope=on'],
  gradient: ['regression', 'panel=regression&steps=1'],
  gradientDescent: ['regression', 'panel=regression&steps=40&large=surface&batch=128'],
  sgd: ['regression', 'panel=regression&steps=40&large=surface&batch=1'],
  backpropagation: ['xor', 'panel=network&data=xor&layers=tanh4'],
  loss: ['regression', 'panel=regression&call=history&steps=400&large=chart'],
  mse: ['regression', 'panel=regression&start=hand&residuals=squares'],
  crossEntropy: ['regression', 'panel=regression&task=logistic&optimizer=adam&rate=0.1&steps=100'],
  linearRegression: ['decision', 'panel=regression&steps=400'],
  logisticRegression: ['decision', 'panel=regression&task=logistic&optimizer=adam&rate=0.1&steps=400'],
  softmax: ['classes', 'panel=classes&part=compare'],
  label: ['classes', 'panel=classes&part=order'],
  oneHot: ['classes', 'panel=classes&part=order&numbering=gap'],
  cutoff: ['decision', 'panel=classes&part=cutoff&cutoff=0.2'],
  accuracy: ['decision', 'panel=classes&part=cutoff&cutoff=0.5'],
  confusion: ['decision', 'panel=classes&part=cutoff&cutoff=0.8'],
  roc: ['decision', 'panel=classes&part=cutoff&cutoff=0.3'],
  dummy: ['classes', 'panel=classes&part=unknown&x1=-2.8&x2=-2.8&none=on'],
  preprocessing: ['digits', 'panel=digits'],
  training: ['regression', 'panel=regression&call=fit&steps=400'],
  validation: ['regression', 'panel=regression&steps=400'],
  test: ['regression', 'panel=regression&call=train_test_split'],
  overfitting: ['regression', 'panel=regression&degree=9&n=20'],
  tensor: ['digits', 'panel=layers'],
  dimension: ['digits', 'panel=layers&rank=3'],
  dense: ['digits', 'panel=layers&part=dense&inputs=3&units1=2'],
  convolution: ['digits', 'panel=layers&part=conv'],
  recurrent: ['sequences', 'panel=sequences&steps=300'],
  bptt: ['sequences', 'panel=sequences&data=weather-ko&units=32&rate=0.005&window=25&clip=5&steps=200'],
  vanishing: ['sequences', 'panel=sequences&picture=gradient&units=8&moment=40'],
  temperature: ['sequences', 'panel=sequences&data=weather-ko&units=32&rate=0.005&window=25&clip=5&steps=400&temperature=1.5'],
  parameter: ['digits', 'panel=layers&part=dense&inputs=1&units1=1'],
  optimizer: ['regression', 'panel=regression&optimizer=adam&rate=0.1&steps=40'],
  gan: ['generate', 'panel=generate&data=two-bumps&iterations=300'],
  generator: ['generate', 'panel=generate&data=moons&iterations=300&grid=on'],
  discriminator: ['generate', 'panel=generate&data=gaussians&iterations=150&arrows=on'],
  modeCollapse: ['generate', 'panel=generate&data=gaussians&clusters=8&g-steps=5&g-rate=0.01&iterations=300'],
  seed: ['xor', 'panel=xor&part=learn&seed=3'],
};

/**
 * Fills the glossary.
 * @param {Element} list
 * @param {(chapter: string, hash: string) => HTMLAnchorElement} linkTo a link to a figure of a chapter
 */
export async function fillGlossary(list, linkTo) {
  const [{ terms: ko }, { terms: en }] = await Promise.all([loadWords('kit', 'ko'), loadWords('kit', 'en')]);
  for (const [name, [chapter, state]] of Object.entries(PLACES)) {
    const texts = { ko: ko[name], en: en[name] };
    const both = (/** @type {'name' | 'text'} */ part) => /** @type {const} */ (['ko', 'en']).map((lang) => h('span', { lang }, texts[lang]?.[part] ?? ''));
    const other = /** @type {const} */ ([['ko', 'en'], ['en', 'ko']]).map(([lang, other]) => h('span', { lang, className: 'other' }, texts[other]?.name ?? ''));
    list.append(h('div', { id: `term-${name}` }, h('dt', {}, ...both('name'), ' ', ...other), h('dd', {}, ...both('text'), ' ', linkTo(chapter, `#${state}`))));
  }
}
