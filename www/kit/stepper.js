// A number in a box between two buttons that go through usual values. Any other value can be typed.

import { h, setText } from './dom.js';

/**
 * @typedef {object} StepperOptions
 * @property {string} name the field's name
 * @property {string[]} values usual values, as text, in ascending order
 * @property {() => string} value the present value as text
 * @property {(text: string) => string} change takes a new value and gives back what was wrong with it, or an empty text
 */

/** @param {string} text */
const toNumber = (text) => Number(text.replace('−', '-'));

export class Stepper {
  /** @type {StepperOptions} */
  #options;
  #typing = false;

  /** @param {StepperOptions} options */
  constructor(options) {
    this.#options = options;
    const { name } = options;
    const button = (/** @type {string} */ sign, /** @type {1 | -1} */ way) =>
      h('button', { type: 'button', tabIndex: -1, 'aria-hidden': 'true', onclick: () => this.#step(way) }, sign);
    this.less = button('−', -1);
    this.more = button('+', 1);
    this.box = h('input', {
      id: `${name}-number`,
      type: 'text',
      className: 'box',
      inputMode: 'decimal',
      autocomplete: 'off',
      spellcheck: false,
      role: 'spinbutton',
      'aria-describedby': `${name}-wrong`,
      oninput: () => (this.#typing = true),
      onchange: () => this.#take(this.box.value),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const way = { ArrowUp: /** @type {const} */ (1), ArrowDown: /** @type {const} */ (-1) }[event.key];
        if (!way) return;
        event.preventDefault();
        this.#step(way);
      },
    });
    this.label = h('label', { htmlFor: this.box.id });
    this.problem = h('p', { className: 'problem', id: `${name}-wrong` });
    this.element = h('div', { className: 'stepper', 'data-field': name }, this.label, h('span', { className: 'steps' }, this.less, this.box, this.more), this.problem);
  }

  /** @param {1 | -1} way */
  #step(way) {
    const { values, value } = this.#options;
    const now = toNumber(value());
    const next = way > 0 ? values.find((text) => toNumber(text) > now * (1 + 1e-6)) : values.findLast((text) => toNumber(text) < now * (1 - 1e-6));
    if (next !== undefined) this.#take(next);
  }

  /** @param {string} text */
  #take(text) {
    const problem = this.#options.change(text);
    setText(this.problem, problem);
    this.box.setAttribute('aria-invalid', String(problem !== ''));
    this.#typing = false;
    this.refresh();
  }

  /** Shows the present value. A text being typed is left alone. */
  refresh() {
    const { value, values } = this.#options;
    const text = value();
    if (!this.#typing && this.box.value !== text) this.box.value = text;
    this.box.setAttribute('aria-valuenow', text.replace('−', '-'));
    const now = toNumber(text);
    this.less.disabled = now <= toNumber(values[0] ?? '0');
    this.more.disabled = now >= toNumber(values.at(-1) ?? '0');
  }

  /** @param {string} text */
  relabel(text) {
    setText(this.label, text);
    setText(this.problem, '');
  }
}
