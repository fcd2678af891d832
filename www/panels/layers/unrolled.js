// The recurrent layer, drawn once for each of a few moments.

import { h, setText } from '../../kit/dom.js';

export class Unrolled {
  /** @param {import('../layers.js').LayersPlate} plate */
  constructor(plate) {
    this.hint = h('p', { className: 'hint' });
    this.element = h('div', { className: 'unrolled-place' }, h('div', { className: 'chart' }, plate.aside('unrolled').element), this.hint);
    plate.texts.bind(() => setText(this.hint, plate.words.own.unrolled));
  }

  /** @param {import('../layers.js').LayersShown} shown */
  refresh({ part }) {
    this.element.hidden = part !== 'recurrent';
  }
}
