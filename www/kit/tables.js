// The drawer with the numbers: what the engine has worked out, line by line and in tables.

import { h, keepChildren, setText } from './dom.js';
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

  /** @param {Pick<import('../../pkg/perceptron-playground.js').View, 'lines' | 'tables'>} view */
  refresh({ lines, tables }) {
    const shown = JSON.stringify([lines, tables]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { words } = this.plate;
    keepChildren(this.lines, lines.length, () => h('li'));
    lines.forEach((line, at) => setSentence(/** @type {Element} */ (this.lines.children[at]), words.sentence(line)));
    // A row chosen by a key keeps the focus, though all is made anew.
    const focused = this.#focused;
    this.tables.replaceChildren(...tables.map((table) => this.#table(table)));
    if (focused) /** @type {HTMLElement | null} */ (this.tables.querySelector(`[data-row="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** The row whose button has the focus. */
  get #focused() {
    const root = this.tables.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    return active instanceof HTMLElement && this.tables.contains(active) ? active.dataset['row'] : undefined;
  }

  /** @param {Table} table */
  #table({ name, columns, names, rows, chosen, choose }) {
    const { plate } = this;
    const { words } = plate;
    const texts = words.own.tables[name];
    const head = [...columns.map((column) => texts?.columns[column] ?? words.word(column)), ...names].map((text) => {
      // A corner heads nothing.
      const cell = text === '' ? h('td') : h('th', { scope: 'col' });
      setFormula(cell, text);
      return cell;
    });
    const body = rows.map((row, at) => {
      const [first = '', ...others] = row.map((said) => words.said(said));
      const choosing = choose === null ? first : h('button', { type: 'button', className: 'quiet', 'data-row': `${name}-${at}`, 'aria-pressed': String(at === chosen) }, first);
      const cells = [h('th', { scope: 'row' }, choosing), ...others.map((text) => h('td', {}, text))];
      const element = h('tr', { className: at === chosen ? 'chosen' : '' }, ...cells);
      if (choose !== null) element.addEventListener('click', () => plate.act(() => plate.command([choose, at])));
      return element;
    });
    const caption = h('caption');
    setText(caption, texts?.caption ?? name);
    return h('table', {}, caption, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...body));
  }
}
