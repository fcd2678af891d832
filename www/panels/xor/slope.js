// From step to sigmoid: the steeper the curve, the smaller its slope where the sums are.

import { h, keepChildren, setText } from '../../kit/dom.js';
import { setSentence } from '../../kit/formula.js';
import { rowPoint } from '../../kit/rows.js';

export class Slope {
  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.text = h('p', { className: 'hint' });
    this.label = h('p', { className: 'caption' });
    this.values = h('ul', { className: 'slopes' });
    this.elements = [this.text, h('div', { className: 'chart' }, plate.aside('slope').element), this.label, this.values];
    plate.texts.bind(() => {
      const { slope } = plate.words.own;
      setSentence(this.text, slope.text);
      setSentence(this.label, slope.label);
    });
  }

  /** @param {import('../xor.js').XorShown} shown */
  refresh({ slopes }) {
    keepChildren(this.values, slopes.length, () => h('li'));
    slopes.forEach((slope, row) => setText(/** @type {Element} */ (this.values.children[row]), `${rowPoint(row)}  ${slope}`));
  }
}
