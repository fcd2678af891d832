// The drawer with the rows: a file of the learner's own, points added by hand, and all rows in pages.

import { h, numberBox, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

const COLUMNS = /** @type {const} */ (['number', 'x', 'y', 'part', 'output']);

export class OwnRows {
  #shown = '';

  /** @param {import('../regression.js').RegressionPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.hint = h('p', { className: 'hint' });
    this.file = plate.fileInput('csv');
    const button = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    this.clear = button(() => plate.act(() => plate.command(['clear-rows']) && plate.set('placing', 'on')));
    this.lab = button(() => plate.act(() => plate.command(['use-lab'])));
    this.how = h('p', { className: 'hint' });
    this.boxes = /** @type {const} */ (['x', 'y']).map((name) => ({ name, box: numberBox({ 'aria-label': name }) }));
    this.add = button(() => this.#add());
    this.form = h('div', { className: 'add-row buttons' }, ...this.boxes.map(({ name, box }) => h('label', {}, h('var', {}, name), box)), this.add);
    this.caption = h('caption');
    this.heads = COLUMNS.map((name) => ({ name, cell: h('th', { scope: 'col' }) }));
    this.removeHead = h('td');
    this.body = h('tbody');
    this.table = h('table', { className: 'rows' }, this.caption, h('thead', {}, h('tr', {}, ...this.heads.map(({ cell }) => cell), this.removeHead)), this.body);
    this.elements = [this.hint, this.file.element, h('div', { className: 'buttons' }, this.clear, this.lab), this.how, this.form, this.table];
    plate.texts.bind(() => {
      this.#shown = '';
      const { own, rows } = plate.words.own;
      setText(this.hint, own.hint);
      setText(this.clear, own.clear);
      setText(this.lab, own.lab);
      setText(this.how, own.how);
      setText(this.add, own.add);
      setText(this.caption, rows.caption);
      for (const { name, cell } of this.heads) setText(cell, rows[name]);
    });
  }

  #add() {
    const { plate } = this;
    const [x = '', y = ''] = this.boxes.map(({ box }) => box.value);
    if (!plate.act(() => plate.command(['add-row', x, y]))) return;
    for (const { box } of this.boxes) box.value = '';
    this.boxes[0]?.box.focus();
  }

  /** @param {import('../regression.js').RegressionShown} own */
  refresh({ rows, is_own, is_placing }) {
    this.lab.hidden = !is_own;
    this.how.hidden = !is_placing;
    this.removeHead.hidden = !is_own;
    const shown = JSON.stringify([rows, is_own]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const { words } = this.plate;
    this.body.replaceChildren(
      ...rows.map(({ number, x, y, part, output }) => {
        const remove = h(
          'button',
          { type: 'button', className: 'remove quiet', 'aria-label': fill(words.own.rows.remove, { number }), onclick: () => this.#remove(number - 1) },
          '×',
        );
        const cells = [x, y, words.word(part), output].map((text) => h('td', {}, text));
        return h('tr', {}, h('th', { scope: 'row' }, String(number)), ...cells, ...(is_own ? [h('td', {}, remove)] : []));
      }),
    );
  }

  /** @param {number} row */
  #remove(row) {
    this.plate.act(() => this.plate.command(['remove-row', row]));
  }
}
