// The picture under the kernel, drawn by hand: a white sheet, and a dot where the kernel is, for who draws by keys.

import { h, setText } from '../../kit/dom.js';

export class Drawing {
  /** @param {import('../layers.js').LayersPlate} plate */
  constructor(plate) {
    const button = (/** @type {'clear' | 'dot'} */ command) => h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command([command])) });
    this.clear = button('clear');
    this.dot = button('dot');
    this.hint = h('p', { className: 'hint' });
    this.credit = h('p', { className: 'hint' });
    this.element = h('div', { className: 'drawing' }, h('span', { className: 'buttons' }, this.clear, this.dot), this.hint, this.credit);
    this.plate = plate;
    plate.texts.bind(() => {
      const { drawing } = plate.words.own;
      setText(this.clear, drawing.clear);
      setText(this.dot, drawing.dot);
      setText(this.credit, drawing.credit);
    });
  }

  /** @param {import('../layers.js').LayersShown} shown */
  refresh({ part, draws, is_drawn }) {
    const { drawing } = this.plate.words.own;
    this.element.hidden = part !== 'conv';
    setText(this.hint, draws ? drawing.draws : is_drawn ? drawing.own : '');
  }
}
