// The calls of the course's lab beside the figure, each with what it gives here; a press lights the part of the figure that it
// makes. Each picture names its call.

import { h, setText } from '../../kit/dom.js';

/** @typedef {import('../../../pkg/perceptron-playground.js').LabCall} LabCall */
/** @typedef {import('../../../pkg/perceptron-playground.js').LabPart} LabPart */

export class Calls {
  /** @type {{ call: HTMLElement, gives: HTMLElement, button: HTMLButtonElement, element: HTMLElement }[]} */
  #items = [];

  /** @param {import('../regression.js').RegressionPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.title = h('p', { className: 'hint' });
    this.list = h('ol', { className: 'calls' });
    this.element = h('div', {}, this.title, this.list);
    plate.texts.bind(() => {
      setText(this.title, plate.words.own.calls.title);
      this.list.setAttribute('aria-label', plate.words.own.calls.title);
    });
  }

  /** @param {LabCall[]} calls */
  refresh(calls) {
    while (this.#items.length < calls.length) this.#append(this.#items.length);
    calls.forEach(({ call, gives, is_now, is_lit }, at) => {
      const item = this.#items[at];
      if (!item) return;
      setText(item.call, call);
      setText(item.gives, gives);
      item.button.setAttribute('aria-pressed', String(is_lit));
      if (is_now) item.button.setAttribute('aria-current', 'step');
      else item.button.removeAttribute('aria-current');
    });
  }

  /** @param {number} at */
  #append(at) {
    const { plate } = this;
    const [call, gives] = [h('code'), h('span', { className: 'gives' })];
    const light = () => {
      const { name, is_lit } = /** @type {LabCall} */ (plate.own.calls[at]);
      plate.set('call', is_lit ? 'none' : name);
    };
    const button = h('button', { type: 'button', onclick: light }, call, gives);
    const element = h('li', {}, button);
    this.#items.push({ call, gives, button, element });
    this.list.append(element);
  }
}

/** The name of the call that makes a picture, in its corner. */
export class CallName {
  /** @param {string} picture */
  constructor(picture) {
    this.picture = picture;
    this.element = h('code', { className: 'call-name' });
  }

  /**
   * @param {LabPart[]} parts
   * @param {HTMLElement} view the picture's place
   */
  refresh(parts, view) {
    const part = parts.find(({ picture }) => picture === this.picture);
    setText(this.element, part?.call ?? '');
    view.classList.toggle('lit', part?.is_lit ?? false);
  }
}
