// Parameters to begin with: those of the notes and of the book behind them.

import { h, setText } from '../../kit/dom.js';

export class Presets {
  /** @param {import('../gates.js').GatesPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.label = h('span', { className: 'caption' });
    this.buttons = h('span', { className: 'buttons' });
    this.element = h('p', { className: 'presets' }, this.label, this.buttons);
  }

  /** @param {import('../../../pkg/perceptron-playground.js').GatePreset[]} presets */
  refresh(presets) {
    const { plate } = this;
    this.element.hidden = presets.length === 0;
    setText(this.label, plate.words.own.presets.title);
    while (this.buttons.childElementCount > presets.length) this.buttons.lastElementChild?.remove();
    while (this.buttons.childElementCount < presets.length) {
      const at = this.buttons.childElementCount;
      this.buttons.append(h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['preset', plate.own.presets[at]?.name ?? ''])) }));
    }
    presets.forEach(({ name, numbers }, at) => setText(/** @type {Element} */ (this.buttons.children[at]), `${plate.words.word(name)} (${numbers})`));
  }
}
