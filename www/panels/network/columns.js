// A column of the table, chosen by its name: which is to be learned, which two the picture shows.

import { h, keepChildren, setText } from '../../kit/dom.js';

/** @typedef {import('../network.js').NetworkPlate} NetworkPlate */
/** @typedef {import('../network.js').NetworkShown} NetworkShown */

export class ColumnChoice {
  /**
   * @param {NetworkPlate} plate
   * @param {'target' | 'across' | 'up'} name the setting: the column's number from 1
   */
  constructor(plate, name) {
    this.plate = plate;
    this.name = name;
    this.caption = h('span', { className: 'caption' });
    this.select = h('select', { onchange: () => plate.set(name, this.select.value) });
    this.element = h('label', { className: 'control choice', 'data-field': name }, this.caption, this.select);
    plate.texts.bind(() => setText(this.caption, plate.words.label(name)));
  }

  refresh() {}

  /** @param {NetworkShown} own */
  paint({ columns, label }) {
    // The labels are no column of numbers: they have the number 0.
    const labels = this.name === 'target' && label !== null ? [{ value: '0', text: label }] : [];
    const options = [...labels, ...columns.map((text, at) => ({ value: String(at + 1), text }))];
    keepChildren(this.select, options.length, () => h('option'));
    options.forEach(({ value, text }, at) => {
      const option = /** @type {HTMLOptionElement} */ (this.select.options[at]);
      option.value = value;
      setText(option, text);
    });
    this.select.value = this.plate.view.values[this.name]?.value ?? '';
  }
}
