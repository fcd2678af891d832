// The network's shape: which inputs it sees, and its hidden layers. What is packed in links has no control of the kit's.

import { h, keepChildren, setText } from '../../kit/dom.js';
import { setFormula, setName } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';

/** @typedef {import('../network.js').NetworkPlate} NetworkPlate */
/** @typedef {import('../network.js').NetworkShown} NetworkShown */

/** Which inputs the network sees. */
export class Inputs {
  name = 'inputs';

  /** @param {NetworkPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.caption = h('span', { className: 'caption', id: 'inputs-label' });
    this.group = h('div', { className: 'features', role: 'group', 'aria-labelledby': 'inputs-label' });
    this.element = h('div', { className: 'control choice', 'data-field': 'inputs' }, this.caption, this.group);
    plate.texts.bind(() => setText(this.caption, plate.words.label('inputs')));
  }

  refresh() {}

  /** @param {NetworkShown} own */
  paint({ features, columns }) {
    const { plate } = this;
    const toggle = (/** @type {number} */ at) => plate.act(() => plate.command(['toggle-input', features[at]?.name ?? '']));
    keepChildren(this.group, features.length, (at) => h('button', { type: 'button', onclick: () => toggle(at) }));
    features.forEach(({ symbol, on }, at) => {
      const button = /** @type {HTMLElement} */ (this.group.children[at]);
      (columns.length > 0 ? setName : setFormula)(button, symbol);
      button.setAttribute('aria-pressed', String(on));
    });
  }
}

/**
 * A hidden layer's row.
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {HTMLElement} name
 * @property {HTMLElement} count
 * @property {HTMLButtonElement} less
 * @property {HTMLButtonElement} more
 * @property {HTMLSelectElement} activation
 */

/** The hidden layers, a row each. */
export class Layers {
  name = 'layers';
  /** @type {Row[]} */
  #rows = [];

  /** @param {NetworkPlate} plate */
  constructor(plate) {
    this.plate = plate;
    const button = (/** @type {string} */ command) => h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command([command])) });
    this.add = button('add-layer');
    this.remove = button('remove-layer');
    this.caption = h('span', { className: 'caption', id: 'layers-label' });
    this.list = h('div', { className: 'layers' });
    this.element = h(
      'div',
      { className: 'control', role: 'group', 'aria-labelledby': 'layers-label', 'data-field': 'layers' },
      this.caption,
      this.list,
      h('div', { className: 'buttons' }, this.add, this.remove),
    );
    plate.texts.bind(() => {
      const { layers } = plate.words.own;
      setText(this.caption, layers.title);
      setText(this.add, layers.add);
      setText(this.remove, layers.remove);
    });
  }

  refresh() {}

  /**
   * @param {number} layer
   * @returns {Row}
   */
  #row(layer) {
    const { plate } = this;
    const change = (/** @type {1 | -1} */ by) => plate.act(() => plate.command(['layer-nodes', layer, (plate.own.layers[layer]?.nodes ?? 1) + by]));
    const name = h('span', { className: 'caption' });
    const count = h('span', { className: 'count' });
    const less = h('button', { type: 'button', onclick: () => change(-1) }, '−');
    const more = h('button', { type: 'button', onclick: () => change(1) }, '+');
    const choices = plate.schema.settings.find((setting) => setting.name === 'activation')?.choices ?? [];
    const activation = h(
      'select',
      { onchange: () => plate.act(() => plate.command(['layer-activation', layer, activation.value])) },
      ...choices.map((value) => h('option', { value })),
    );
    const element = h('div', { className: 'layer', role: 'group' }, name, h('span', { className: 'steps' }, less, count, more), activation);
    return { element, name, count, less, more, activation };
  }

  /** @param {NetworkShown} own */
  paint({ layers, most }) {
    const { words } = this.plate;
    const texts = words.own.layers;
    const [maxLayers = 0, maxNodes = 0] = most;
    while (this.#rows.length > layers.length) this.#rows.pop()?.element.remove();
    while (this.#rows.length < layers.length) {
      const row = this.#row(this.#rows.length);
      this.#rows.push(row);
      this.list.append(row.element);
    }
    this.#rows.forEach(({ element, name, count, less, more, activation }, at) => {
      const number = at + 1;
      const { nodes = 1, activation: chosen = '' } = layers[at] ?? {};
      const title = fill(texts.layer, { number });
      setText(name, title);
      element.setAttribute('aria-label', title);
      setText(count, fill(texts.count, { count: nodes }));
      less.setAttribute('aria-label', fill(texts.fewer, { number }));
      more.setAttribute('aria-label', fill(texts.more, { number }));
      less.disabled = nodes <= 1;
      more.disabled = nodes >= maxNodes;
      activation.value = chosen;
      activation.setAttribute('aria-label', fill(texts.activation, { number }));
      for (const option of activation.options) {
        const text = words.choice('activation', option.value);
        if (option.text !== text) option.text = text;
      }
    });
    this.add.disabled = layers.length >= maxLayers;
    this.remove.disabled = layers.length === 0;
  }
}
