// The truth table, with every row's sum worked out. Its rows are chosen here; its targets can be turned over.

import { h, setText } from '../../kit/dom.js';
import { setFormula } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';

const COLUMNS = /** @type {const} */ (['x1', 'x2', 'sum', 'output', 'target', 'result']);
const ROWS = 4;

export class TruthTable {
  /** @param {import('../gates.js').GatesPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.caption = h('caption');
    this.heads = COLUMNS.map((key) => h('th', { scope: 'col', className: key }));
    this.rows = Array.from({ length: ROWS }, (_, row) => this.#row(row));
    this.element = h(
      'table',
      { className: 'truth' },
      this.caption,
      h('thead', {}, h('tr', {}, ...this.heads)),
      h('tbody', {}, ...this.rows.map(({ element }) => element)),
    );
    plate.texts.bind(() => {
      const { caption, columns } = plate.words.own.truth;
      setText(this.caption, caption);
      COLUMNS.forEach((key, i) => setFormula(/** @type {HTMLElement} */ (this.heads[i]), columns[key]));
    });
  }

  /** @param {number} row */
  #row(row) {
    const { plate } = this;
    const look = () => {
      const [x1 = 0, x2 = 0] = plate.own.rows[row]?.inputs ?? [];
      plate.set('row', `${x1}${x2}`);
    };
    const choose = h('button', { type: 'button', className: 'look quiet', onclick: look });
    const flip = h('button', { type: 'button', className: 'flip', onclick: () => plate.act(() => plate.command(['flip', row])) });
    const cells = { x2: h('td'), products: h('span'), result: h('span'), output: h('td', { className: 'output' }), mark: h('td', { className: 'result' }) };
    const element = h(
      'tr',
      {},
      h('td', { className: 'x1' }, choose),
      cells.x2,
      h('td', { className: 'sum' }, cells.products, ' ', cells.result),
      cells.output,
      h('td', { className: 'target' }, flip),
      cells.mark,
    );
    return { element, choose, flip, ...cells };
  }

  /**
   * @param {import('../../../pkg/perceptron-playground.js').GateRow[]} rows
   * @param {string} chosen the row that is looked at
   */
  refresh(rows, chosen) {
    const { truth } = this.plate.words.own;
    rows.forEach(({ inputs, products, result, output, target, on_line }, at) => {
      const row = this.rows[at];
      if (!row) return;
      const [x1 = 0, x2 = 0] = inputs;
      const isChosen = chosen === `${x1}${x2}`;
      setText(row.choose, String(x1));
      row.choose.setAttribute('aria-pressed', String(isChosen));
      row.choose.setAttribute('aria-label', fill(truth.choose, { x1, x2 }));
      setText(row.x2, String(x2));
      setText(row.products, products);
      setText(row.result, result);
      setText(row.output, String(output));
      row.output.classList.toggle('one', output === 1);
      setText(row.flip, String(target));
      row.flip.className = `flip ${target === 1 ? 'one' : 'zero'}`;
      row.flip.setAttribute('aria-label', fill(truth.flip, { x1, x2, target }));
      const isRight = output === target;
      const onLine = on_line ? ` ${truth.onLine}` : '';
      setText(row.mark, `${isRight ? '✓' : '✗'}${onLine}`);
      row.mark.setAttribute('aria-label', `${isRight ? truth.right : truth.wrong}${onLine}`);
      row.mark.classList.toggle('wrong', !isRight);
      row.element.classList.toggle('chosen', isChosen);
    });
  }
}
