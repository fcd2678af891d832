// The calls of the course's Keras lab beside the figure, each with what it gives here; a press opens the drawer with more.

import { h, setText } from '../../kit/dom.js';

export class Calls {
  /** @type {{ call: HTMLElement, gives: HTMLElement, button: HTMLButtonElement, element: HTMLElement }[]} */
  #items = [];

  /** @param {import('../regression.js').RegressionPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.element = h('ol', { className: 'calls' });
    plate.texts.bind(() => this.element.setAttribute('aria-label', plate.words.own.calls.title));
  }

  /** @param {import('../../../pkg/perceptron-playground.js').LabCall[]} calls */
  refresh(calls) {
    while (this.#items.length < calls.length) this.#append(this.#items.length);
    calls.forEach(({ call, gives, is_now }, at) => {
      const item = this.#items[at];
      if (!item) return;
      setText(item.call, call);
      setText(item.gives, gives);
      if (is_now) item.button.setAttribute('aria-current', 'step');
      else item.button.removeAttribute('aria-current');
    });
  }

  /** @param {number} at */
  #append(at) {
    const { plate } = this;
    const [call, gives] = [h('code'), h('span', { className: 'gives' })];
    const button = h('button', { type: 'button', onclick: () => plate.drawers.show(plate.own.calls[at]?.drawer ?? 'numbers') }, call, gives);
    const element = h('li', {}, button);
    this.#items.push({ call, gives, button, element });
    this.element.append(element);
  }
}
