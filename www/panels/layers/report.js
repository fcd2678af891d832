// A table of the engine's, with the page's words for its heads and the names of its rows.

import { h, setText } from '../../kit/dom.js';

export class ReportTable {
  /** The texts shown. */
  #shown = '';

  /** @param {import('../layers.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.caption = h('caption');
    this.head = h('tr');
    this.body = h('tbody');
    this.element = h('table', { className: 'values' }, this.caption, h('thead', {}, this.head), this.body);
  }

  /** @param {import('../../../pkg/perceptron-playground.js').LayersReport} report freed here */
  show(report) {
    const { heads, cells } = report;
    report.free();
    const names = /** @type {Record<string, string>} */ (this.panel.words.heads);
    const named = (/** @type {string} */ text) => (Object.hasOwn(names, text) && names[text]) || text;
    const state = [...heads.map(named), ...cells.map(named)].join('\n');
    if (state === this.#shown) return;
    this.#shown = state;
    this.head.replaceChildren(...heads.map((head) => h('th', { scope: 'col' }, named(head))));
    const rows = [];
    for (let at = 0; at < cells.length; at += heads.length) {
      const [first = '', ...others] = cells.slice(at, at + heads.length);
      rows.push(h('tr', {}, h('th', { scope: 'row' }, named(first)), ...others.map((cell) => h('td', {}, cell))));
    }
    this.body.replaceChildren(...rows);
  }

  /** @param {string} text */
  title(text) {
    setText(this.caption, text);
  }
}
