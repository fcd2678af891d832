// The truth table with the sums of all units worked out; its rows are chosen here.

import { h, setText } from '../../kit/dom.js';
import { ROWS } from '../../kit/rows.js';
import { fill } from '../../kit/texts.js';

const COLUMNS = /** @type {const} */ (['x1', 'x2', 'h1', 'h2', 'y', 'one', 'target']);

export class TruthTable {
  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.caption = h('caption');
    this.heads = COLUMNS.map((key) => h('th', { scope: 'col', className: key }));
    this.rows = ROWS.map((inputs, row) => this.#row(inputs, row));
    this.element = h(
      'table',
      { className: 'truth units' },
      this.caption,
      h('thead', {}, h('tr', {}, ...this.heads, h('td'))),
      h('tbody', {}, ...this.rows.map(({ element }) => element)),
    );
    panel.texts.bind(() => {
      const { one, target } = panel.words.table;
      ['x1', 'x2', 'h1', 'h2', 'y', one, target].forEach((text, i) => setText(/** @type {HTMLElement} */ (this.heads[i]), text));
    });
  }

  /**
   * @param {readonly [number, number]} inputs
   * @param {number} row
   */
  #row([x1, x2], row) {
    const { panel } = this;
    const choose = h('input', { type: 'radio', name: 'row', value: `${x1}${x2}`, onchange: () => panel.chooseRow(row) });
    const units = ['h1', 'h2', 'y'].map((unit) => {
      const [work, value] = [h('span', { className: 'work' }), h('strong')];
      return { work, value, cell: h('td', { className: `output ${unit}` }, work, ' ', value) };
    });
    const one = h('td', { className: 'one' });
    const target = h('td', { className: 'target' }, String(panel.engine.Xor.target(row)));
    const mark = h('td', { className: 'result' });
    const element = h(
      'tr',
      {
        onclick: (/** @type {MouseEvent} */ event) => {
          if (!(event.target instanceof Element && event.target.closest('input'))) panel.chooseRow(row);
        },
      },
      h('td', { className: 'x1' }, choose, String(x1)),
      h('td', { className: 'x2' }, String(x2)),
      ...units.map(({ cell }) => cell),
      one,
      target,
      mark,
    );
    return { element, choose, units, one, mark };
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    const { table } = words;
    setText(this.caption, shown === 'learn' ? table.plain : table.caption);
    this.element.classList.toggle('single', shown === 'limit');
    this.element.classList.toggle('learned', shown === 'learn');
    this.element.classList.toggle('collapsed', shown === 'collapse');
    const chosen = xor.row;
    this.rows.forEach(({ element, choose, units, one, mark }, row) => {
      const [x1, x2] = ROWS[row] ?? [0, 0];
      units.forEach(({ work, value }, unit) => {
        const bare = shown === 'collapse' && unit < 2;
        setText(work, bare ? xor.sumText(row, unit) : `${xor.sumText(row, unit)} →`);
        setText(value, xor.outputText(row, unit));
        value.classList.toggle('bare', bare);
      });
      setText(one, shown === 'collapse' ? xor.oneLineText(row) : '');
      const right = xor.rowRight(row);
      setText(mark, right ? '✓' : '✗');
      mark.setAttribute('aria-label', right ? table.right : table.wrong);
      mark.classList.toggle('wrong', !right);
      element.classList.toggle('chosen', row === chosen);
      choose.checked = row === chosen;
      choose.setAttribute('aria-label', fill(table.choose, { x1, x2 }));
    });
  }
}
