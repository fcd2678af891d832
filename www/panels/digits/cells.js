// The 8 × 8 cells that the pad becomes, in numbers: this is all that the network gets to see.

import { h, setText } from '../../kit/dom.js';

const SIDE = 8;
/** How dark the fullest cell is, in per cent: numbers in ink must stand out from it. */
const DARKEST = 36;

/** A table of 8 × 8 cells. */
export function cellTable() {
  const cells = Array.from({ length: SIDE * SIDE }, () => h('td'));
  const rows = Array.from({ length: SIDE }, (_, row) => h('tr', {}, ...cells.slice(row * SIDE, (row + 1) * SIDE)));
  const caption = h('caption');
  return { cells, caption, element: h('table', { className: 'cells' }, caption, h('tbody', {}, ...rows)) };
}

export class CellsView {
  /** @param {import('../digits.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.table = cellTable();
    this.table.element.classList.add('shaded');
    this.vectorTitle = h('summary');
    this.vectorHint = h('p', { className: 'hint' });
    this.vector = h('p', { className: 'formula vector' });
    this.element = h(
      'section',
      { className: 'cells-part' },
      this.title,
      this.table.element,
      this.hint,
      h('details', { className: 'fold' }, this.vectorTitle, this.vectorHint, this.vector),
    );
    panel.texts.bind(() => {
      const { cells } = panel.words;
      setText(this.title, cells.title);
      setText(this.table.caption, cells.caption);
      setText(this.hint, cells.hint);
      setText(this.vectorTitle, cells.vector);
      setText(this.vectorHint, cells.vectorHint);
    });
  }

  refresh() {
    const counts = this.panel.model.cells;
    counts.forEach((count, at) => {
      const cell = this.table.cells[at];
      if (!cell) return;
      setText(cell, String(count));
      cell.style.setProperty('--dark', `${(count / 16) * DARKEST}%`);
    });
    setText(this.vector, `(${[...counts].join(', ')})`);
  }
}
