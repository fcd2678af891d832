// Networks by hand that compute XOR, to begin with.

import { h, setText } from '../../kit/dom.js';
import { setSentence } from '../../kit/formula.js';

export class Presets {
  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.label = h('span', { className: 'caption' });
    this.buttons = h('span', { className: 'buttons' });
    this.element = h('div', { className: 'presets' }, this.label, this.buttons);
  }

  /** @param {import('../xor.js').XorShown} shown */
  refresh({ part, presets }) {
    const { plate } = this;
    const words = plate.words.own.presets;
    this.element.hidden = part !== 'hand' && part !== 'collapse';
    setText(this.label, words.title);
    while (this.buttons.childElementCount < presets.length) {
      const { name } = presets[this.buttons.childElementCount] ?? { name: '' };
      this.buttons.append(h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['preset', name])) }, h('span')));
    }
    presets.forEach(({ name, chosen }, at) => {
      const button = /** @type {Element} */ (this.buttons.children[at]);
      setSentence(/** @type {Element} */ (button.firstElementChild), words[/** @type {keyof typeof words} */ (name)]);
      button.setAttribute('aria-pressed', String(chosen));
    });
  }
}
