// Batch, step and epoch, each within the next, as bars.

import { h, setText } from '../../kit/dom.js';

export class Ruler {
  /** @type {{ name: HTMLElement, bar: HTMLElement, at: HTMLElement }[]} */
  #lines = [];

  /** @param {import('../regression.js').RegressionPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.element = h('ul', { className: 'ruler' });
    plate.texts.bind(() => this.element.setAttribute('aria-label', plate.words.own.ruler.title));
  }

  /** @param {import('../../../pkg/perceptron-playground.js').RulerBar[]} bars */
  refresh(bars) {
    const { words } = this.plate;
    this.element.hidden = bars.length === 0;
    while (this.#lines.length < bars.length) this.#append();
    bars.forEach(({ name, at, from, to, places }, nth) => {
      const line = this.#lines[nth];
      if (!line) return;
      setText(line.name, /** @type {Record<string, string>} */ (words.own.ruler)[name] ?? name);
      setText(line.at, words.sentence(at));
      line.bar.style.setProperty('--from', `${(100 * from).toFixed(2)}%`);
      line.bar.style.setProperty('--to', `${(100 * to).toFixed(2)}%`);
      line.bar.style.setProperty('--places', String(places));
    });
  }

  #append() {
    const line = { name: h('span', { className: 'name' }), bar: h('span', { className: 'bar', 'aria-hidden': 'true' }), at: h('span', { className: 'at' }) };
    this.#lines.push(line);
    this.element.append(h('li', {}, line.name, line.bar, line.at));
  }
}
