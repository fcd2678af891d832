// What the models say at the point tried: tables, and every number worked out.

import { h, setText } from '../../kit/dom.js';

/** @typedef {import('../../../pkg/perceptron-playground.js').TextGrid} TextGrid */

export class Readouts {
  /** @param {import('../classes.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.sides = [0, 1].map(() => {
      const title = h('h3');
      const tables = h('div', { className: 'tables' });
      const worked = h('ul', { className: 'worked' });
      return { title, tables, worked, element: h('div', { className: 'readout' }, title, tables, worked) };
    });
    this.heading = h('h2');
    this.element = h(
      'section',
      { className: 'readouts' },
      this.heading,
      h('div', { className: 'readout-pair' }, ...this.sides.map(({ element }) => element)),
    );
    this.summary = h('summary');
    this.all = h('div', { className: 'all', tabIndex: 0, role: 'region' });
    this.things = h('details', { className: 'things', ontoggle: () => this.#listThings() }, this.summary, this.all);
    panel.texts.bind(() => {
      setText(this.heading, panel.words.workedOut);
      setText(this.summary, panel.words.asTable);
      this.all.setAttribute('aria-label', panel.words.asTable);
    });
  }

  /** @param {TextGrid} grid freed here */
  #table(grid) {
    const { panel } = this;
    const { name, columns, cells } = grid;
    grid.free();
    const grids = /** @type {Record<string, string>} */ (panel.words.grids);
    const rows = Array.from({ length: cells.length / columns.length }, (_, row) => {
      const [head = '', ...rest] = cells.slice(row * columns.length, (row + 1) * columns.length);
      const isRight = (/** @type {number} */ at) => name === 'confusion' && columns[at + 1] === head;
      return h(
        'tr',
        { className: head },
        h('th', { scope: 'row' }, panel.word(head)),
        ...rest.map((cell, at) => h('td', { className: isRight(at) ? 'right' : '' }, panel.word(cell))),
      );
    });
    return h(
      'table',
      { className: `grid ${name}` },
      h('caption', {}, grids[name] ?? name),
      h('thead', {}, h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, panel.word(column))))),
      h('tbody', {}, ...rows),
    );
  }

  /** The table of all things is long: it is made while it is open. */
  #listThings() {
    if (this.things.open) this.all.replaceChildren(this.#table(this.panel.model.things));
    else this.all.replaceChildren();
  }

  refresh() {
    const { model, words } = this.panel;
    const names = /** @type {(keyof typeof words.sides)[]} */ (model.sides);
    this.sides.forEach(({ title, tables, worked, element }, side) => {
      const name = names[side];
      element.hidden = name === undefined;
      if (name === undefined) return;
      setText(title, words.sides[name]);
      tables.replaceChildren(...model.grids(side).map((grid) => this.#table(grid)));
      worked.replaceChildren(...model.worked(side).map((line) => h('li', {}, this.panel.sentenceOf(line))));
    });
    if (this.things.open) this.#listThings();
  }
}
