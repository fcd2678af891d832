// A series of the learner's own, typed or pasted.

import { h, setText } from '../../kit/dom.js';

export class Series {
  /** The series that the box was filled with. */
  #filled = '';

  /** @param {import('../layers.js').LayersPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.label = h('label', { className: 'caption', htmlFor: 'own-text' });
    this.own = h('textarea', { id: 'own-text', rows: 4, spellcheck: false, 'aria-describedby': 'own-hint' });
    this.take = h('button', { type: 'button', onclick: () => plate.act(() => plate.command(['series', this.own.value])) });
    this.example = h('button', { type: 'button', className: 'quiet', onclick: () => (this.own.value = plate.words.own.series.example) });
    this.hint = h('p', { className: 'hint', id: 'own-hint' });
    this.element = h('div', { className: 'own' }, this.label, this.own, h('div', { className: 'buttons' }, this.take, this.example), this.hint);
    plate.texts.bind(() => {
      const { series } = plate.words.own;
      setText(this.label, series.label);
      setText(this.take, series.take);
      setText(this.example, series.fill);
      setText(this.hint, series.hint);
    });
  }

  /**
   * @param {import('../layers.js').LayersShown} shown
   * @param {import('../../../pkg/perceptron-playground.js').View} view
   */
  refresh({ own, has_own }, { values }) {
    this.element.hidden = values['series']?.value !== 'own';
    setText(this.hint, has_own ? this.plate.words.own.series.limits : this.plate.words.own.series.hint);
    if (own === this.#filled) return;
    this.#filled = own;
    this.own.value = own;
  }
}
