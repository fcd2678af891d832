// A weight or bias in a box, with keys that move it by steps, and a check box that freezes it.

import { h, numberBox } from '../../kit/dom.js';

/** How many tenths a key moves a parameter by. @type {Record<string, number>} */
const KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export class Parameter {
  index = -1;
  #typing = false;
  #changing = false;

  /**
   * @param {import('../network.js').NetworkPlate} plate
   * @param {Element} problem where it is said what is wrong with a text
   */
  constructor(plate, problem) {
    this.plate = plate;
    this.problem = problem;
    this.box = numberBox({
      role: 'spinbutton',
      'aria-describedby': problem.id,
      oninput: () => (this.#typing = true),
      onchange: () => this.take(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onkeyup: () => (this.#changing = false),
    });
    this.freeze = h('input', { type: 'checkbox', onchange: () => plate.act(() => plate.command(['freeze', this.index])) });
  }

  /** @param {string} problem */
  #say(problem) {
    this.problem.textContent = problem;
    this.box.setAttribute('aria-invalid', String(problem !== ''));
  }

  /** Takes what has been typed, if anything. Says whether that was a number that serves. */
  take() {
    const { plate } = this;
    if (!this.#typing || plate.isGone) return true;
    this.#typing = false;
    const refusal = plate.act(() => plate.panel.command('parameter', [this.index, this.box.value]));
    this.#say(refusal === undefined ? '' : plate.words.sentence(JSON.parse(refusal)));
    return refusal === undefined;
  }

  /** Forgets what has been typed. */
  forget() {
    this.#typing = false;
    this.#say('');
  }

  /** @param {number} tenths */
  step(tenths) {
    const { plate } = this;
    if (!this.#changing) plate.mark();
    this.forget();
    plate.change(() => plate.command(['nudge-parameter', this.index, tenths]));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const tenths = KEYS[event.key];
    if (tenths === undefined) return;
    event.preventDefault();
    this.step(event.shiftKey ? tenths / 10 : tenths);
    this.#changing = true;
  }

  /**
   * @param {{ index: number, value: string, frozen: boolean }} parameter
   * @param {{ name: string, freeze: string }} labels
   */
  refresh({ index, value, frozen }, labels) {
    if (index !== this.index) this.forget();
    this.index = index;
    if (!this.#typing && this.box.value !== value) this.box.value = value;
    this.box.setAttribute('aria-label', labels.name);
    this.box.setAttribute('aria-valuetext', value);
    this.freeze.checked = frozen;
    this.freeze.setAttribute('aria-label', labels.freeze);
  }
}
