// The truth table, with every row's sum worked out. Its rows are chosen here; its wanted outputs can be turned over.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { ROWS } from '../../kit/rows.js';

export class TruthTable {
  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { texts } = panel;
    this.caption = h('caption');
    this.heads = ['x1', 'x2', 'sum', 'output', 'target', 'result'].map((key) => h('th', { scope: 'col', className: key }));
    this.rows = ROWS.map((inputs, row) => this.#row(inputs, row));
    this.element = h(
      'table',
      { className: 'truth' },
      this.caption,
      h('thead', {}, h('tr', {}, ...this.heads)),
      h('tbody', {}, ...this.rows.map(({ element }) => element)),
    );
    texts.bind(() => {
      const { caption, sum, output, target, result, right } = panel.words.table;
      setText(this.caption, caption);
      ['x1', 'x2', sum, output, target, result].forEach((text, i) => setText(/** @type {HTMLElement} */ (this.heads[i]), text));
      this.heads[5]?.setAttribute('aria-label', right);
    });
  }

  /**
   * @param {readonly [number, number]} inputs
   * @param {number} row
   */
  #row([x1, x2], row) {
    const { panel } = this;
    const choose = h('input', { type: 'radio', name: 'row', value: `${x1}${x2}`, onchange: () => panel.chooseRow(row) });
    const flip = h('button', { type: 'button', className: 'flip', onclick: () => panel.act(() => panel.gates.flipTarget(row)) });
    const cells = {
      products: h('span'),
      result: h('span'),
      output: h('td', { className: 'output' }),
      mark: h('td', { className: 'result' }),
    };
    const element = h(
      'tr',
      {
        onclick: (/** @type {MouseEvent} */ event) => {
          if (!(event.target instanceof Element && event.target.closest('button, input'))) panel.chooseRow(row);
        },
      },
      h('td', { className: 'x1' }, choose, String(x1)),
      h('td', { className: 'x2' }, String(x2)),
      h('td', { className: 'sum' }, cells.products, ' ', cells.result),
      cells.output,
      h('td', { className: 'target' }, flip),
      cells.mark,
    );
    return { element, choose, flip, ...cells };
  }

  refresh() {
    const { gates, words } = this.panel;
    const { table } = words;
    const chosen = gates.row;
    this.rows.forEach(({ element, choose, flip, products, result, output, mark }, row) => {
      const [x1, x2] = ROWS[row] ?? [0, 0];
      const sum = gates.sumText(row);
      const equals = sum.indexOf('=');
      setText(products, sum.slice(0, equals).trim());
      setText(result, sum.slice(equals));
      const [y, t] = [gates.output(row), gates.target(row)];
      setText(output, `→ ${y}`);
      output.classList.toggle('one', y === 1);
      setText(flip, String(t));
      flip.className = `flip ${t === 1 ? 'one' : 'zero'}`;
      flip.setAttribute('aria-label', fill(table.flip, { x1, x2, target: t }));
      const onLine = gates.onLine(row) ? ` ${table.onLine}` : '';
      setText(mark, `${y === t ? '✓' : '✗'}${onLine && ' ·'}${onLine}`);
      mark.setAttribute('aria-label', `${y === t ? table.right : table.wrong}${onLine}`);
      mark.classList.toggle('wrong', y !== t);
      element.classList.toggle('chosen', row === chosen);
      choose.checked = row === chosen;
      choose.setAttribute('aria-label', fill(table.choose, { x1, x2 }));
    });
  }
}
