// All sixteen functions of two bits, each as a small square of four points; those that no line can do say so.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

/** The rows as the plane shows them: x1 to the right, x2 upwards. */
const IN_THE_PLANE = [1, 3, 0, 2];

export class Functions {
  #shown = '';

  /** @param {import('../gates.js').GatesPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.hint = h('p', { className: 'hint' });
    this.grid = h('div', { className: 'grid' });
    this.elements = [this.hint, this.grid];
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').GateFunction[]} functions
   * @param {string} chosen
   */
  refresh(functions, chosen) {
    const { plate } = this;
    const shown = `${plate.texts.language} ${functions.length}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      setText(this.hint, fill(plate.words.own.functions.hint, { count: functions.filter(({ separable }) => separable).length }));
      this.grid.replaceChildren(...functions.map((one) => this.#button(one)));
    }
    functions.forEach(({ gate }, at) => this.grid.children[at]?.setAttribute('aria-pressed', String(gate === chosen)));
  }

  /** @param {import('../../../pkg/perceptron-playground.js').GateFunction} one */
  #button({ gate, outputs, separable }) {
    const { plate } = this;
    const cells = IN_THE_PLANE.map((row) => h('i', { className: outputs[row] === 1 ? 'one' : 'zero' }));
    const name = plate.words.word(gate);
    const note = separable ? '' : plate.words.own.functions.noLine;
    return h(
      'button',
      { type: 'button', 'aria-label': `${name} ${note} · ${outputs.join(' ')}`, onclick: () => plate.act(() => plate.set('gate', gate)) },
      h('span', { className: 'square', 'aria-hidden': 'true' }, ...cells),
      h('span', { className: 'gate' }, name),
      ' ',
      h('span', { className: 'note' }, note),
    );
  }
}
