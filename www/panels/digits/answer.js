// What the network says: the digit decided on, and a bar for each answer.

import { h, keepChildren, setText } from '../../kit/dom.js';

export class AnswerView {
  /** @param {import('../digits.js').DigitsPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.title = h('p', { className: 'side-title' });
    this.decided = h('p', { className: 'decided' });
    this.sure = h('p', { className: 'caption' });
    this.bars = h('ul', { className: 'answers' });
    this.element = h('div', { className: 'part answer-part' }, this.title, h('div', { className: 'verdict' }, this.decided, this.sure), this.bars);
    plate.texts.bind(() => setText(this.title, plate.words.own.ui.answer));
  }

  #bar() {
    const span = (/** @type {string} */ className) => h('span', { className });
    return h('li', {}, span('name'), h('span', { className: 'track', 'aria-hidden': 'true' }, h('i')), span('share'));
  }

  /** @param {import('../digits.js').DigitsShown} own */
  refresh({ task, bars, decided, sure, is_covered: isCovered }) {
    const { words } = this.plate;
    this.element.classList.toggle('covered', isCovered);
    this.element.dataset['task'] = task;
    setText(this.decided, decided === null ? (isCovered ? '?' : '–') : words.said(decided));
    setText(this.sure, sure);
    // Before there is an answer the bars are there already, empty, so that nothing moves when it comes.
    const names = task === 'five' ? [{ word: 'five' }, { word: 'not-five' }] : Array.from({ length: 10 }, (_, digit) => String(digit));
    keepChildren(this.bars, names.length, () => this.#bar());
    names.forEach((name, at) => {
      const bar = bars[at];
      const item = /** @type {HTMLElement} */ (this.bars.children[at]);
      const [label, , share] = /** @type {HTMLElement[]} */ ([...item.children]);
      if (!label || !share) return;
      setText(label, words.said(bar?.name ?? name));
      setText(share, bar?.text ?? '');
      item.style.setProperty('--share', String(bar?.share ?? 0));
      item.classList.toggle('chosen', bar?.chosen ?? false);
    });
  }
}
