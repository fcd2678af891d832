// The weights of the first layer as images, one node's numbers, and the cells as a vector.

import { h, setText } from '../../kit/dom.js';
import { setFormula } from '../../kit/formula.js';
import { fill } from '../../kit/texts.js';
import { Tiles } from './tiles.js';

/** A table of numbers, a row for each of the image. */
class CellTable {
  /** @type {Element[][]} */
  #cells = [];

  constructor() {
    this.caption = h('caption');
    this.body = h('tbody');
    this.element = h('table', { className: 'cell-table' }, this.caption, this.body);
  }

  /** @param {string[][]} rows */
  show(rows) {
    if (this.#cells.length !== rows.length) {
      this.#cells = rows.map((row) => row.map(() => h('td')));
      this.body.replaceChildren(...this.#cells.map((cells) => h('tr', {}, ...cells)));
    }
    this.#cells.forEach((cells, row) => cells.forEach((cell, at) => setText(cell, rows[row]?.[at] ?? '')));
  }
}

export class Weights {
  /** @param {import('../digits.js').DigitsPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.hint = h('p', { className: 'hint' });
    this.tiles = new Tiles(plate, 'weights', (node) => plate.act(() => plate.command(['choose-node', node])));
    this.title = h('h3');
    this.sum = h('p', { className: 'formula' });
    this.weights = new CellTable();
    this.products = new CellTable();
    this.elements = [this.hint, this.tiles.element, this.title, this.sum, this.weights.element, this.products.element];
    plate.texts.bind(() => {
      const { ui } = plate.words.own;
      setText(this.weights.caption, ui.weights);
      setText(this.products.caption, ui.products);
      this.tiles.element.setAttribute('aria-label', plate.words.own.drawers.weights);
    });
  }

  /** @param {boolean} isWanted */
  set isWanted(isWanted) {
    this.tiles.raster.isWanted = isWanted;
  }

  /** @param {import('../digits.js').DigitsShown} own */
  refresh({ task, nodes, nodes_are_outputs: areOutputs, node }) {
    const { words } = this.plate;
    const { ui } = words.own;
    const name = (/** @type {number} */ at) => (areOutputs ? (task === 'five' ? '5' : String(at)) : fill(ui.nodeNumber, { node: at + 1 }));
    const short = (/** @type {number} */ at) => (areOutputs ? name(at) : String(at + 1));
    setText(this.hint, areOutputs ? ui.outputHint : ui.hiddenHint);
    this.tiles.refresh(Array.from({ length: nodes }, (_, at) => ({ text: short(at), label: name(at) })), node?.node ?? 0);
    setText(this.title, node ? name(node.node) : '');
    setFormula(this.sum, node?.sum ?? '');
    this.weights.show(node?.weights ?? []);
    this.products.show(node?.products ?? []);
  }
}

export class Vector {
  /** @param {import('../digits.js').DigitsPlate} plate */
  constructor(plate) {
    this.title = h('h3');
    this.hint = h('p', { className: 'hint' });
    this.vector = h('p', { className: 'formula vector' });
    this.element = h('div', { className: 'vector-part' }, this.title, this.vector, this.hint);
    plate.texts.bind(() => {
      setText(this.title, plate.words.own.ui.vector);
      setText(this.hint, plate.words.own.ui.vectorHint);
    });
  }

  /** @param {import('../digits.js').DigitsShown} own */
  refresh({ vector }) {
    setText(this.vector, vector);
  }
}
