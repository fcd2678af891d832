// A slider with a number box beside it: two views of one number.

import { h, setText } from './dom.js';

/**
 * What a slider is about.
 * @typedef {object} SliderOptions
 * @property {string} name the field's name in the panel's table
 * @property {import('./fields.js').Limits} limits
 * @property {() => string} value the present value as text, with a plain or a real minus
 * @property {(text: string) => string} change takes a new value and gives back what was wrong with it, or an empty text
 * @property {() => void} begin called before each change made in one go
 * @property {number} [step] how far a step goes; a hundredth when left out
 */

/** @param {string} text */
const toNumber = (text) => Number(text.replace('−', '-'));

export class Slider {
  /** @type {SliderOptions} */
  #options;
  #changing = false;
  /** Whether the box holds a text that is not taken over yet. */
  #typing = false;
  /** The value that range and box show; empty when a hand has moved one of them since. */
  #shown = '';

  /** @param {SliderOptions} options */
  constructor(options) {
    this.#options = options;
    const { name, limits, step = 0.01 } = options;
    const id = (/** @type {string} */ part) => `${name}-${part}`;
    this.range = h('input', { type: 'range', id: id('range'), step: String(step), oninput: () => this.#slide(), onchange: () => this.#settle() });
    this.box = h('input', {
      id: id('box'),
      type: 'text',
      className: 'box',
      autocomplete: 'off',
      spellcheck: false,
      role: 'spinbutton',
      'aria-valuemin': String(limits.min),
      'aria-valuemax': String(limits.max),
      'aria-describedby': id('problem'),
      oninput: () => (this.#typing = true),
      onchange: () => this.#type(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.symbol = h('span', { className: 'symbol' });
    this.hint = h('span', { className: 'hint' });
    this.label = h('label', { htmlFor: this.range.id }, this.symbol, ' ', this.hint);
    this.problem = h('p', { className: 'problem', id: id('problem') });
    this.element = h('div', { className: 'slider', 'data-field': name }, this.label, this.range, this.box, this.problem);
  }

  #begin() {
    if (!this.#changing) this.#options.begin();
    this.#changing = true;
  }

  #settle() {
    this.#changing = false;
  }

  #slide() {
    this.#begin();
    this.#take(this.range.value);
  }

  /** @param {string} text */
  #take(text) {
    this.#shown = '';
    const problem = this.#options.change(text);
    setText(this.problem, problem);
    this.box.setAttribute('aria-invalid', String(problem !== ''));
    this.#typing = false;
  }

  #type() {
    this.#begin();
    this.#take(this.box.value);
    this.#settle();
    this.refresh();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    this.#begin();
    const { limits, step = 0.01 } = this.#options;
    const count = Math.round(toNumber(this.#options.value()) / step) + steps * (event.shiftKey ? 10 : 1);
    const places = Math.max(0, Math.ceil(-Math.log10(step)));
    this.#take(Math.min(Math.max(count * step, limits.min), limits.max).toFixed(places));
    this.#settle();
  }

  /** Shows the present value. A text being typed is left alone. */
  refresh() {
    const value = this.#options.value();
    if (value === this.#shown) return;
    this.#shown = this.#typing ? '' : value;
    const number = toNumber(value);
    const { low, high } = this.#options.limits;
    // A value beyond the usual travel, learned or typed, makes the slider reach that far.
    this.range.min = String(Math.min(low, Math.floor(number)));
    this.range.max = String(Math.max(high, Math.ceil(number)));
    this.range.value = String(number);
    this.range.setAttribute('aria-valuetext', value);
    if (!this.#typing) this.box.value = value;
    this.box.setAttribute('aria-valuenow', String(number));
    this.box.setAttribute('aria-valuetext', value);
  }

  /**
   * Writes the labels in the language in force.
   * @param {{ symbol: string, hint: string, box: string }} texts
   */
  relabel({ symbol, hint, box }) {
    setText(this.symbol, symbol);
    setText(this.hint, hint);
    this.box.setAttribute('aria-label', box);
    setText(this.problem, '');
  }
}
