// The meter of impossibility: of every setting of one perceptron, how many rows it gets right.

import { h, setText } from '../../kit/dom.js';
import { setFormula } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';

export class Meter {
  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.title = h('h3');
    this.hint = h('p', { className: 'hint' });
    this.bars = [4, 3, 2, 1, 0].map((right) => {
      const [name, bar, count] = [h('span', { className: 'rows' }), h('i'), h('span', { className: 'count' })];
      const show = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['example', right])) });
      return { right, name, bar, count, show, element: h('li', {}, name, h('span', { className: 'bar', 'aria-hidden': 'true' }, bar), count, show) };
    });
    this.element = h('div', { className: 'meter' }, this.title, this.hint, h('ul', {}, ...this.bars.map(({ element }) => element)));
    plate.texts.bind(() => {
      const { meter } = plate.words.own;
      setText(this.title, meter.title);
      setFormula(this.hint, meter.hint);
      for (const { right, name, show } of this.bars) {
        setText(name, fill(meter.rows, { right }));
        setText(show, meter.show);
        show.setAttribute('aria-label', fill(meter.showLabel, { right }));
      }
    });
  }

  /** @param {import('../xor.js').XorShown} shown */
  refresh({ part, meter, rows_right, searched_all }) {
    this.element.hidden = part !== 'limit';
    if (this.element.hidden) return;
    for (const { right, bar, count, show, element } of this.bars) {
      const { share, count: text, example } = meter[right] ?? { share: 0, count: '', example: false };
      bar.style.width = `${(100 * share).toFixed(2)}%`;
      setText(count, text);
      show.style.visibility = example ? '' : 'hidden';
      element.classList.toggle('never', right === 4 && searched_all);
      element.classList.toggle('here', right === rows_right);
    }
  }
}
