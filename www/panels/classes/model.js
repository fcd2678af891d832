// A model: its plane, and below it what it says at the point tried, as bars or on a line of numbers.

import { h, keepChildren, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

/** @typedef {import('../../../pkg/perceptron-playground.js').ClassSide} ClassSide */
/** @typedef {import('../../../pkg/perceptron-playground.js').ClassBar} ClassBar */

/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(2)}%`;

export class Model {
  /**
   * @param {import('../classes.js').ClassesPlate} plate
   * @param {import('../../kit/picture.js').Picture} plane
   */
  constructor(plate, plane) {
    this.plate = plate;
    this.title = h('p', { className: 'side-title' });
    this.caption = h('p', { className: 'caption' });
    this.bars = h('ul', { className: 'bars' });
    this.total = h('p', { className: 'total' });
    this.line = h('div', { className: 'number-line' });
    this.values = h('div', { className: 'values' }, this.bars, this.total, this.line);
    this.element = h('div', { className: 'side' }, h('div', { className: 'side-head' }, this.title, this.caption), plane.element, this.values);
  }

  /**
   * @param {ClassSide | undefined} side
   * @param {number | null} cutoff where the threshold stands, where there is one
   */
  refresh(side, cutoff) {
    this.element.hidden = side === undefined;
    if (!side) return;
    const { words } = this.plate;
    const sides = /** @type {Record<string, string>} */ (words.own.sides);
    setText(this.title, sides[side.name] ?? side.name);
    setText(this.caption, words.sentence(side.caption));
    keepChildren(this.bars, side.bars.length, () => this.#bar());
    side.bars.forEach((bar, at) => this.#refreshBar(/** @type {HTMLElement} */ (this.bars.children[at]), bar, cutoff));
    this.total.hidden = side.bars.length === 0;
    setText(this.total, `${words.own.panelWords.total} = ${side.total}`);
    this.line.hidden = side.labels.length === 0;
    this.#refreshLine(side);
  }

  #bar() {
    const span = (/** @type {string} */ className) => h('span', { className });
    return h('li', {}, span('class'), span('label'), h('span', { className: 'track', 'aria-hidden': 'true' }, h('i'), h('b')), span('value'), span('rest'));
  }

  /**
   * @param {HTMLElement} item
   * @param {ClassBar} bar
   * @param {number | null} cutoff
   */
  #refreshBar(item, bar, cutoff) {
    const { words } = this.plate;
    const [name, label, track, value, rest] = /** @type {HTMLElement[]} */ ([...item.children]);
    if (!name || !label || !track || !value || !rest) return;
    item.className = `${bar.class} ${bar.chosen ? 'chosen' : ''}`;
    setText(name, words.word(bar.class));
    setText(label, bar.label);
    setText(value, bar.text);
    setText(rest, bar.rest && fill(words.own.panelWords.rest, { p: bar.rest }));
    rest.title = bar.rest && fill(words.own.panelWords.not, { class: words.word(bar.class) });
    const [length, mark] = /** @type {HTMLElement[]} */ ([...track.children]);
    if (!length || !mark) return;
    length.style.left = percent(bar.from);
    length.style.width = percent(bar.share);
    mark.hidden = cutoff === null || bar.from > 0;
    mark.style.left = percent(cutoff ?? 0);
  }

  /** @param {ClassSide} side */
  #refreshLine({ labels, value, value_text: text }) {
    const { words } = this.plate;
    keepChildren(this.line, labels.length === 0 ? 0 : labels.length + 1, () => h('span', {}, h('b'), h('span')));
    labels.forEach(({ class: name, label, at, chosen }, i) => {
      const tick = /** @type {HTMLElement} */ (this.line.children[i]);
      tick.className = `tick ${name} ${chosen ? 'chosen' : ''}`;
      tick.style.left = percent(at);
      setText(/** @type {Element} */ (tick.children[0]), label);
      setText(/** @type {Element} */ (tick.children[1]), words.word(name));
    });
    const pointer = /** @type {HTMLElement | undefined} */ (this.line.children[labels.length]);
    if (!pointer) return;
    pointer.className = 'pointer';
    pointer.style.left = percent(value ?? 0);
    setText(/** @type {Element} */ (pointer.children[0]), text);
  }
}
