// One of a few: native radio buttons that look like a row of tabs.

import { h, setText } from './dom.js';

export class Choice {
  /** @type {Map<string, { input: HTMLInputElement, text: HTMLElement }>} */
  #options = new Map();

  /**
   * @param {string} name the field's name, unique in the figure
   * @param {string[]} values the values to choose from
   * @param {(value: string) => void} choose
   */
  constructor(name, values, choose) {
    this.legend = h('legend');
    this.element = h('fieldset', { className: 'choice' }, this.legend);
    for (const value of values) {
      const text = h('span');
      const input = h('input', { type: 'radio', name, value, onchange: () => choose(value) });
      this.#options.set(value, { input, text });
      this.element.append(h('label', {}, input, text));
    }
  }

  /** @param {string} value the value in force, which may be none of those offered */
  refresh(value) {
    for (const [name, { input }] of this.#options) input.checked = name === value;
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
