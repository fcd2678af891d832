// The confusion matrix of cats and dogs at the threshold.

import { h, setText } from '../../kit/dom.js';

const ANIMALS = ['cat', 'dog'];

export class Matrix {
  /** @param {import('../classes.js').ClassesPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.corner = h('td');
    this.columns = ANIMALS.map(() => h('th', { scope: 'col' }));
    this.rows = ANIMALS.map((_, is) => ({ head: h('th', { scope: 'row' }), cells: ANIMALS.map((_, said) => h('td', { className: is === said ? 'right' : 'wrong' })) }));
    this.element = h(
      'table',
      { className: 'matrix' },
      h('thead', {}, h('tr', {}, this.corner, ...this.columns)),
      h('tbody', {}, ...this.rows.map(({ head, cells }) => h('tr', {}, head, ...cells))),
    );
    plate.texts.bind(() => {
      const { words } = plate;
      this.element.setAttribute('aria-label', words.own.matrix.caption);
      ANIMALS.forEach((animal, at) => {
        setText(/** @type {Element} */ (this.columns[at]), `${words.own.panelWords.said}: ${words.word(animal)}`);
        setText(/** @type {Element} */ (this.rows[at]?.head), words.word(animal));
      });
    });
  }

  /** @param {import('../../../pkg/perceptron-playground.js').CatOrDog | null} shown */
  refresh(shown) {
    this.element.hidden = shown === null;
    shown?.counts.forEach((count, at) => setText(/** @type {Element} */ (this.rows[Math.floor(at / 2)]?.cells[at % 2]), String(count)));
  }
}
