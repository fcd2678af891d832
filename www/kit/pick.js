// One of several: a native list with its label.

import { h, setText } from './dom.js';

export class Pick {
  /**
   * @param {string} name the field's name, unique in the figure
   * @param {string[]} values
   * @param {(value: string) => void} choose
   */
  constructor(name, values, choose) {
    this.options = values.map((value) => h('option', { value }));
    this.select = h('select', { id: `${name}-pick`, onchange: () => choose(this.select.value) }, ...this.options);
    this.label = h('label', { htmlFor: this.select.id });
    this.element = h('div', { className: `pick ${name}`, 'data-field': name }, this.label, this.select);
  }

  /** @param {string} value the value in force */
  refresh(value) {
    if (this.select.value !== value) this.select.value = value;
  }

  /**
   * Writes the labels in the language in force.
   * @param {string} label
   * @param {Record<string, string>} names
   */
  relabel(label, names) {
    setText(this.label, label);
    for (const option of this.options) option.text = names[option.value] ?? option.value;
  }
}
