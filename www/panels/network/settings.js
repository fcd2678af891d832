// Everything that can be chosen: data, network, training. Read off the panel's table.

import { csvBytes, csvProblem } from '../../kit/csv.js';
import { h, setText } from '../../kit/dom.js';
import { problemText } from '../../kit/notice.js';
import { Pick } from '../../kit/pick.js';
import { saveFile } from '../../kit/share.js';
import { Stepper } from '../../kit/stepper.js';
import { fill } from '../../kit/texts.js';

/** Usual values of the numbers, for the buttons beside their boxes; any other value can be typed. */
const USUAL = {
  noise: ['0', '0.1', '0.2', '0.3', '0.5', '0.7', '1', '1.5', '2'],
  count: ['20', '50', '100', '200', '300', '500', '1000', '2000'],
  test: ['0', '0.1', '0.2', '0.3', '0.5', '0.7', '0.9'],
  validation: ['0', '0.1', '0.2', '0.3', '0.5'],
  seed: Array.from({ length: 101 }, (_, seed) => String(seed)),
  rate: ['0.0001', '0.0003', '0.001', '0.003', '0.01', '0.03', '0.1', '0.3', '1', '3', '10'],
  momentum: ['0', '0.5', '0.9', '0.95', '0.99'],
  batch: ['1', '2', '4', '5', '10', '20', '32', '50', '100', '200', '500'],
  l1: ['0', '0.0001', '0.001', '0.003', '0.01', '0.03', '0.1', '0.3', '1'],
  l2: ['0', '0.0001', '0.001', '0.003', '0.01', '0.03', '0.1', '0.3', '1'],
  stop: ['0', '100', '300', '1000', '3000', '10000'],
  goalloss: ['0', '0.001', '0.01', '0.02', '0.05', '0.1', '0.2'],
};

export class NetworkSettings {
  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { net, texts } = panel;
    this.steppers = new Map(Object.keys(USUAL).map((name) => [name, this.#stepper(/** @type {keyof typeof USUAL} */ (name))]));
    this.picks = new Map(['output', 'init', 'optimizer', 'shuffle'].map((name) => [name, panel.pick(name)]));
    const button = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    this.redraw = button(() => panel.act(() => net.redraw()));
    this.reseed = button(() => panel.act(() => net.reseed()));
    this.csvInput = h('input', { type: 'file', accept: '.csv,.txt,text/csv', hidden: true, onchange: () => void this.#readCsv() });
    this.loadCsv = button(() => this.csvInput.click());
    this.saveCsv = button(() => saveFile('points.csv', new Blob([net.csv()], { type: 'text/csv' })));
    this.layers = new Layers(panel);
    this.inputs = new Inputs(panel);
    const of = (/** @type {string[]} */ ...names) => names.map((name) => /** @type {Stepper | Pick} */ (this.steppers.get(name) ?? this.picks.get(name)).element);
    this.titles = /** @type {const} */ (['data', 'network', 'training']).map((name) => ({ name, element: h('h2') }));
    const title = (/** @type {number} */ at) => /** @type {{ element: HTMLElement }} */ (this.titles[at]).element;
    this.element = h(
      'div',
      { className: 'settings' },
      h('section', {}, title(1), this.inputs.element, this.layers.element, ...of('output', 'init', 'seed'), this.reseed),
      h('section', {}, title(2), ...of('optimizer', 'rate', 'momentum', 'batch', 'shuffle', 'l1', 'l2', 'stop', 'goalloss')),
      h(
        'section',
        {},
        title(0),
        ...of('count', 'noise', 'test', 'validation'),
        h('div', { className: 'buttons' }, this.redraw, this.loadCsv, this.saveCsv, this.csvInput),
      ),
    );
    texts.bind(() => {
      const { groups, redraw, reseed, files, outputs, inits, optimizers, orders, names } = panel.words;
      for (const { name, element } of this.titles) setText(element, groups[name]);
      for (const [name, stepper] of this.steppers) stepper.relabel(panel.label(name));
      const lists = { output: outputs, init: inits, optimizer: optimizers, shuffle: orders };
      for (const [name, list] of Object.entries(lists)) this.picks.get(name)?.relabel(names[/** @type {'output'} */ (name)], list);
      setText(this.redraw, redraw);
      setText(this.reseed, reseed);
      setText(this.loadCsv, files.load);
      setText(this.saveCsv, files.save);
    });
  }

  /** @param {keyof typeof USUAL} name */
  #stepper(name) {
    const { panel } = this;
    return new Stepper({
      name,
      values: USUAL[name],
      value: () => panel.net.value(name),
      change: (text) => {
        const problem = panel.act(() => panel.set(name, text));
        return problem ? problemText(panel.texts, problem, (field) => panel.label(field)) : '';
      },
    });
  }

  async #readCsv() {
    const { panel } = this;
    const { notice, voice } = panel.stage;
    const file = this.csvInput.files?.[0];
    this.csvInput.value = '';
    if (!file) return;
    const bytes = await csvBytes(file, panel.engine);
    const problem = panel.act(() => panel.net.readCsv(bytes));
    const [count = 0] = panel.net.counts;
    notice.show(problem ? csvProblem(panel.texts, problem) : () => []);
    if (!problem) voice.say(fill(panel.words.files.loaded, { count }));
  }

  refresh() {
    const { net } = this.panel;
    for (const stepper of this.steppers.values()) stepper.refresh();
    for (const [name, pick] of this.picks) pick.refresh(net.value(name));
    const own = net.value('data') === 'own';
    for (const name of ['count', 'noise']) /** @type {Stepper} */ (this.steppers.get(name)).element.hidden = own;
    this.redraw.hidden = own;
    /** @type {Stepper} */ (this.steppers.get('momentum')).element.hidden = net.value('optimizer') !== 'sgd';
    this.layers.refresh();
    this.inputs.refresh();
  }
}

/** Which inputs the network sees. */
class Inputs {
  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { NetworkPanel } = panel.engine;
    const symbols = NetworkPanel.featureSymbols();
    this.buttons = NetworkPanel.features().map((name, i) =>
      h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => panel.net.toggleInput(name)) }, symbols[i] ?? name),
    );
    this.label = h('span', { className: 'label' });
    this.element = h('div', { className: 'inputs', role: 'group' }, this.label, ...this.buttons);
    panel.texts.bind(() => {
      setText(this.label, panel.label('inputs'));
      this.element.setAttribute('aria-label', panel.label('inputs'));
    });
  }

  refresh() {
    const { featuresIn } = this.panel.net;
    this.buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(featuresIn[i] === 1)));
  }
}

/** The hidden layers, a row each. */
class Layers {
  /** @type {{ element: HTMLElement, name: HTMLElement, count: HTMLElement, less: HTMLButtonElement, more: HTMLButtonElement, activation: HTMLSelectElement }[]} */
  #rows = [];

  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const button = (/** @type {boolean} */ more) => h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => panel.net.changeLayers(more)) });
    this.add = button(true);
    this.remove = button(false);
    this.list = h('div', { className: 'layers' });
    this.element = h('div', {}, this.list, h('div', { className: 'buttons' }, this.add, this.remove));
    panel.texts.bind(() => {
      setText(this.add, panel.words.addLayer);
      setText(this.remove, panel.words.removeLayer);
    });
  }

  /** @param {number} layer */
  #row(layer) {
    const { panel } = this;
    const change = (/** @type {boolean} */ more) => panel.act(() => panel.net.changeNodes(layer, more));
    const name = h('span', { className: 'label' });
    const count = h('span', { className: 'count' });
    const less = h('button', { type: 'button', onclick: () => change(false) }, '−');
    const more = h('button', { type: 'button', onclick: () => change(true) }, '+');
    const activations = panel.engine.NetworkPanel.activations().map((value) => h('option', { value }));
    const activation = h('select', { onchange: () => panel.act(() => panel.net.changeActivation(layer, activation.value)) }, ...activations);
    const element = h('div', { className: 'layer', role: 'group' }, name, h('span', { className: 'steps' }, less, count, more), activation);
    return { element, name, count, less, more, activation };
  }

  refresh() {
    const { net, words } = this.panel;
    const hidden = net.hiddenActivations;
    const sizes = net.sizes;
    while (this.#rows.length > hidden.length) this.#rows.pop()?.element.remove();
    while (this.#rows.length < hidden.length) {
      const row = this.#row(this.#rows.length);
      this.#rows.push(row);
      this.list.append(row.element);
    }
    this.#rows.forEach(({ element, name, count, less, more, activation }, layer) => {
      const number = layer + 1;
      const nodes = sizes[number] ?? 0;
      const title = fill(words.layer, { number });
      setText(name, title);
      element.setAttribute('aria-label', title);
      setText(count, fill(words.nodes, { count: nodes }));
      less.setAttribute('aria-label', fill(words.fewerNodes, { number }));
      more.setAttribute('aria-label', fill(words.moreNodes, { number }));
      less.disabled = nodes <= 1;
      more.disabled = nodes >= 16;
      activation.value = hidden[layer] ?? '';
      activation.setAttribute('aria-label', `${title}: ${words.activations[/** @type {'tanh'} */ (hidden[layer])] ?? ''}`);
      for (const option of activation.options) option.text = words.activations[/** @type {'tanh'} */ (option.value)];
    });
    this.add.disabled = hidden.length >= 6;
    this.remove.disabled = hidden.length === 0;
  }
}
