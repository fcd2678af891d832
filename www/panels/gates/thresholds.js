// Same weights, another threshold: a strip of θ in which each interval is a gate.

import { h, keepChildren, setText } from '../../kit/dom.js';
import { setSentence } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';

export class Thresholds {
  /** @param {import('../gates.js').GatesPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.hint = h('p', { className: 'hint' });
    this.strip = h('div', { className: 'strip' });
    this.elements = [this.hint, this.strip];
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').GateInterval[]} intervals
   * @param {import('../../../pkg/perceptron-playground.js').View} view
   */
  refresh(intervals, { values }) {
    const { own } = this.plate.words;
    setSentence(this.hint, fill(own.thresholds.hint, { w1: values['w1']?.text ?? '', w2: values['w2']?.text ?? '' }));
    keepChildren(this.strip, intervals.length, () => this.#button());
    intervals.forEach(({ gate, from, here, middle }, i) => {
      const button = /** @type {HTMLButtonElement} */ (this.strip.children[i]);
      const [name, end, pin] = /** @type {HTMLElement[]} */ ([...button.children]);
      if (!name || !end || !pin) return;
      setText(name, this.plate.words.word(gate));
      // Drawn by the style sheet, for it is a mark on the axis below and no part of the button's name.
      end.dataset['at'] = from ?? '';
      button.dataset['theta'] = middle ?? '';
      button.disabled = middle === null;
      button.setAttribute('aria-pressed', String(here !== null));
      button.setAttribute('aria-label', fill(own.thresholds.go, { theta: middle ?? '', gate: this.plate.words.word(gate) }));
      pin.hidden = here === null;
      pin.style.left = `${(100 * (here ?? 0)).toFixed(1)}%`;
    });
  }

  #button() {
    const { plate } = this;
    return h(
      'button',
      {
        type: 'button',
        onclick: (/** @type {MouseEvent} */ { currentTarget }) => {
          const theta = /** @type {HTMLElement} */ (currentTarget).dataset['theta'] ?? '';
          plate.act(() => plate.set('theta', theta));
        },
      },
      h('span', { className: 'gate' }),
      h('span', { className: 'end', 'aria-hidden': 'true' }),
      h('span', { className: 'pin', 'aria-hidden': 'true' }),
    );
  }
}
