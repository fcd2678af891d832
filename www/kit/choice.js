// One of a few: native radio buttons that look like a row of tabs.

import { h, setText } from './dom.js';

export class Choice {
  /** @type {Map<string, { label: HTMLElement, input: HTMLInputElement, text: HTMLElement }>} */
  #options = new Map();
  /** @type {Set<string>} */
  #rare;

  /**
   * @param {string} name the field's name, unique in the figure
   * @param {string[]} values the values to choose from
   * @param {(value: string) => void} choose
   * @param {string[]} [rare] values that are offered only while one of them is in force
   */
  constructor(name, values, choose, rare = []) {
    this.#rare = new Set(rare);
    this.legend = h('legend');
    this.element = h('fieldset', { className: `choice ${name}`, 'data-field': name }, this.legend);
    for (const value of [...values, ...rare]) {
      const text = h('span');
      const input = h('input', { type: 'radio', name, value, onchange: () => choose(value) });
      const label = h('label', {}, input, text);
      this.#options.set(value, { label, input, text });
      this.element.append(label);
    }
  }

  /** @param {string} value the value in force */
  refresh(value) {
    for (const [name, { label, input }] of this.#options) {
      input.checked = name === value;
      label.hidden = this.#rare.has(name) && name !== value;
    }
  }

  /**
   * Writes the labels in the language in force.
   * @param {string} legend
   * @param {Record<string, string>} labels
   */
  relabel(legend, labels) {
    setText(this.legend, legend);
    for (const [name, { text }] of this.#options) setText(text, labels[name] ?? name);
  }
}
