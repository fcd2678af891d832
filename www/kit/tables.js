// The drawer with the numbers: what the engine has worked out, line by line and in tables.

import { h, setText } from './dom.js';
import { setFormula, setSentence } from './formula.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Table} Table */

export class Numbers {
  #shown = '';

  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.lines = h('ul', { className: 'lines' });
    this.tables = h('div', { className: 'tables' });
    this.elements = [this.lines, this.tables];
    plate.texts.bind(() => (this.#shown = ''));
  }

  /** @param {import('../../pkg/perceptron-playground.js').View} view */
  refresh({ lines, tables }) {
    const shown = JSON.stringify([lines, tables]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { words } = this.plate;
    while (this.lines.childElementCount > lines.length) this.lines.lastElementChild?.remove();
    while (this.lines.childElementCount < lines.length) this.lines.append(h('li'));
    lines.forEach((line, at) => setSentence(/** @type {Element} */ (this.lines.children[at]), words.sentence(line)));
    this.tables.replaceChildren(...tables.map((table) => this.#table(table)));
  }

  /** @param {Table} table */
  #table({ name, columns, rows, chosen, choose }) {
    const { plate } = this;
    const { words } = plate;
    const texts = words.own.tables[name];
    const head = columns.map((column) => {
      const cell = h('th', { scope: 'col' });
      setFormula(cell, texts?.columns[column] ?? words.word(column));
      return cell;
    });
    const body = rows.map((row, at) => {
      const [first = '', ...others] = row.map((said) => words.said(said));
      const cells = [h('th', { scope: 'row' }, first), ...others.map((text) => h('td', {}, text))];
      const element = h('tr', { className: at === chosen ? 'chosen' : '' }, ...cells);
      if (choose !== null) element.addEventListener('click', () => plate.act(() => plate.command([choose, at])));
      return element;
    });
    const caption = h('caption');
    setText(caption, texts?.caption ?? name);
    return h('table', {}, caption, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...body));
  }
}
