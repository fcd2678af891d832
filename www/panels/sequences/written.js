// What the network writes by itself, and the letter that it goes on from.

import { h, keepChildren, setText } from '../../kit/dom.js';

/** How long a text stays while the network learns, in milliseconds: long enough to read some of it. */
const PAUSE = 500;

export class Written {
  #shownAt = -Infinity;
  #written = '';

  /** @param {import('../sequences.js').SequencesPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.caption = h('span', { className: 'caption' });
    this.text = h('span', { className: 'text' });
    this.element = h('p', { className: 'written' }, this.caption, ' ', this.text);
    new ResizeObserver(() => this.#fit()).observe(this.element);
    this.label = h('span', { className: 'caption' });
    this.buttons = h('span', { className: 'buttons letters' });
    this.first = h('div', { className: 'first' }, this.label, this.buttons);
    plate.texts.bind(() => {
      setText(this.caption, plate.words.own.written);
      setText(this.label, plate.words.own.first);
    });
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').SequencesShown} shown
   * @param {boolean} plays
   */
  refresh({ written, language }, plays) {
    const now = performance.now();
    if (plays && now - this.#shownAt < PAUSE) return;
    this.#shownAt = now;
    this.text.lang = language;
    if (written === this.#written) return;
    this.#written = written;
    this.#fit();
  }

  /** Shows as much of it as there is room for. */
  #fit() {
    const { element, text } = this;
    let length = this.#written.length;
    setText(text, this.#written);
    while (length > 0 && element.scrollHeight > element.clientHeight + 1) {
      length = Math.floor(Math.min(length - 1, (length * element.clientHeight) / element.scrollHeight));
      setText(text, this.#written.slice(0, length));
    }
  }

  /** @param {import('../../../pkg/perceptron-playground.js').SequencesShown} shown */
  refreshLetters({ letters, first }) {
    keepChildren(this.buttons, letters.length, (at) =>
      h('button', { type: 'button', className: 'quiet', onclick: () => this.plate.act(() => this.plate.set('first', String(at))) }),
    );
    letters.forEach((letter, at) => {
      const button = /** @type {HTMLElement} */ (this.buttons.children[at]);
      setText(button, letter);
      button.setAttribute('aria-pressed', String(at === first));
    });
  }
}
