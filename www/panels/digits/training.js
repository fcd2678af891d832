// What is set about a training beside the panel's own table: usual sizes, the digits learned, and where the data come from.

import { h, setText } from '../../kit/dom.js';
import { Taught } from './taught.js';

/** Usual sizes of the two hidden layers. */
const SIZES = /** @type {const} */ ([
  [0, 0],
  [32, 0],
  [64, 32],
]);

export class Training {
  /** @param {import('../digits.js').DigitsPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.sizesTitle = h('span', { className: 'caption' });
    this.sizes = SIZES.map(([first, second]) => ({
      first,
      second,
      button: h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['size', first, second])) }),
    }));
    this.taught = new Taught(plate);
    this.taughtHint = h('p', { className: 'hint' });
    this.lower = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['lower-rate'])) });
    this.own = h(
      'div',
      { className: 'training' },
      h('p', { className: 'sizes' }, this.sizesTitle, h('span', { className: 'buttons' }, ...this.sizes.map(({ button }) => button))),
      this.taught.element,
      this.taughtHint,
      h('div', { className: 'buttons' }, this.lower),
    );
    this.credit = h('p', { className: 'hint' });
    this.elements = [this.own, this.credit];
    plate.texts.bind(() => {
      const { ui } = plate.words.own;
      setText(this.sizesTitle, ui.sizes);
      setText(this.taughtHint, ui.taughtHint);
      setText(this.lower, ui.lower);
      setText(this.credit, ui.credit);
    });
  }

  /** @param {import('../digits.js').DigitsShown} own */
  refresh({ task, taught, hidden, is_own: isOwn }) {
    this.own.hidden = !isOwn;
    for (const { first, second, button } of this.sizes) {
      const sizes = [64, ...[first, second].filter((units) => units > 0), task === 'five' ? 1 : 10];
      setText(button, sizes.join('-'));
      button.setAttribute('aria-pressed', String(hidden[0] === first && hidden[1] === second));
    }
    this.taught.refresh(taught);
  }
}
