// What the picture shows as a table, for whoever reads rather than looks.

import { h, setText } from '../../kit/dom.js';

export class ValueTable {
  /** What the table was written for. */
  #written = '';

  /** @param {import('../activations.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.summary = h('summary');
    this.head = h('tr');
    this.body = h('tbody');
    this.table = h('table', { className: 'values' }, h('thead', {}, this.head), this.body);
    this.element = h(
      'details',
      { className: 'fold', ontoggle: () => panel.repaint() },
      this.summary,
      h('div', { className: 'scroll', role: 'region', tabIndex: 0 }, this.table),
    );
    panel.texts.bind(() => {
      setText(this.summary, panel.words.values.title);
      this.table.parentElement?.setAttribute('aria-label', panel.words.values.title);
      this.#written = '';
    });
  }

  refresh() {
    const { model, words } = this.panel;
    const state = `?${model.link()}`;
    if (!this.element.open || state === this.#written) return;
    this.#written = state;
    const report = model.values;
    const { heads, cells } = report;
    report.free();
    const names = /** @type {Record<string, string>} */ (words.values.heads);
    this.head.replaceChildren(...heads.map((head) => h('th', { scope: 'col' }, names[head] ?? head)));
    const rows = [];
    for (let at = 0; at < cells.length; at += heads.length) {
      const [first = '', ...others] = cells.slice(at, at + heads.length);
      rows.push(h('tr', {}, h('th', { scope: 'row' }, first), ...others.map((cell) => h('td', {}, cell))));
    }
    this.body.replaceChildren(...rows);
  }
}
