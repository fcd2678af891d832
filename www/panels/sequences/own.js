// What the learner gives to read: a series or a text, typed or pasted.

import { h, setText } from '../../kit/dom.js';

/** @typedef {'series' | 'text'} Kind */

export class Own {
  /** What the box was filled with. */
  #filled = '';

  /**
   * @param {import('../sequences.js').SequencesPlate} plate
   * @param {Kind} kind
   */
  constructor(plate, kind) {
    const id = `own-${kind}`;
    this.label = h('label', { className: 'caption', htmlFor: id });
    this.box = h('textarea', { id, rows: 4, spellcheck: false, 'aria-describedby': `${id}-hint` });
    this.take = h('button', { type: 'button', onclick: () => plate.act(() => plate.command([kind, this.box.value])) });
    this.hint = h('p', { className: 'hint', id: `${id}-hint` });
    this.element = h('div', { className: 'own' }, this.label, this.box, h('div', { className: 'buttons' }, this.take), this.hint);
    plate.texts.bind(() => {
      const words = plate.words.own.giving[kind];
      setText(this.label, words.label);
      setText(this.take, words.take);
      setText(this.hint, words.hint);
    });
  }

  /** @param {string} own */
  refresh(own) {
    if (own === this.#filled) return;
    this.#filled = own;
    this.box.value = own;
  }
}
